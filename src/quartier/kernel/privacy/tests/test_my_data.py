"""Everybody sees, takes along and deletes what is stored about them, and nobody else does."""

import io
import zipfile

import pytest

from quartier.kernel.gate.tests.people import client_of, neighbour
from quartier.kernel.people.models import Person

pytestmark = pytest.mark.django_db


def test_one_file_holds_what_is_mine() -> None:
    ayse = neighbour("Ayşe")
    Person.objects.filter(pk=ayse.pk).update(about="Zitronenfalter")
    client = client_of(ayse)
    assert client.get("/my-data/").status_code == 200
    response = client.get("/my-data/export/")
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        assert "Zitronenfalter" in archive.read("data.json").decode()


def test_a_page_tells_everything_in_words_and_nobody_elses() -> None:
    ayse, jonas = neighbour("Ayşe"), neighbour("Jonas")
    Person.objects.filter(pk=jonas.pk).update(about="Zitronenfalter")
    Person.objects.filter(pk=ayse.pk).update(about="Tagpfauenauge", languages=["tr", "de"])
    client = client_of(ayse)
    page = client.get("/my-data/all/kernel.person/").content.decode()
    assert "Tagpfauenauge" in page
    assert "Turkish" in page
    assert "Zitronenfalter" not in page
    assert "given_name" not in page
    assert client.get("/my-data/all/kernel.vouch/").status_code == 404  # nothing there
    assert client.get("/my-data/all/kernel.quarter/").status_code == 404


def test_deleting_deletes_and_ends_the_session() -> None:
    ayse = neighbour("Ayşe")
    client = client_of(ayse)
    assert client.get("/my-data/delete/").status_code == 200
    assert Person.objects.filter(pk=ayse.pk).exists()  # looking deletes nothing
    client.post("/my-data/delete/")
    assert not Person.objects.filter(pk=ayse.pk).exists()
    assert client.get("/people/me/").status_code == 302


def test_it_asks_for_the_passphrase_again() -> None:
    ayse = neighbour("Ayşe")
    client = client_of(ayse)
    session = client.session
    del session["account_confirmed"]
    session.save()
    for response in (client.get("/my-data/"), client.get("/my-data/export/"), client.post("/my-data/delete/")):
        assert response["Location"].startswith("/account/confirm/")
    assert Person.objects.filter(pk=ayse.pk).exists()


def test_the_last_key_holder_stays() -> None:
    kim = neighbour("Kim", "key_holder")
    client = client_of(kim)
    assert "/roles/keys/" in client.get("/my-data/delete/").content.decode()
    client.post("/my-data/delete/")
    assert Person.objects.filter(pk=kim.pk).exists()
