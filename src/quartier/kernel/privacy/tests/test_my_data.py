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
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert "Zitronenfalter" in archive.read("daten.json").decode()


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
