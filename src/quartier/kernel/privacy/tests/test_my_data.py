"""Everybody sees, takes along and deletes what is stored about them, and nobody else does."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.kernel.gate.tests.people import client_of, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.erasure import ask_erasure, erase_due
from quartier.kernel.privacy.models import ErasureRequest

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
    for number in range(3):
        ayse.notifications.create(notice="help.x", url="/", title=str(number))
    assert "Notices</a> (3)" in client.get("/my-data/").content.decode()
    page = client.get("/my-data/all/kernel.person/").content.decode()
    assert "Tagpfauenauge" in page
    assert "Turkish" in page
    assert "Zitronenfalter" not in page
    assert "given_name" not in page
    assert client.get("/my-data/all/kernel.vouch/").status_code == 404  # nothing there
    assert client.get("/my-data/all/kernel.quarter/").status_code == 404


def test_whoever_asks_has_a_week_to_take_it_back_and_then_is_gone() -> None:
    ayse = neighbour("Ayşe")
    client = client_of(ayse)
    assert client.get("/my-data/delete/").status_code == 200
    assert not ErasureRequest.objects.exists()  # looking asks for nothing
    client.post("/my-data/delete/")
    assert erase_due(timezone.now() + timedelta(days=6)) == 0
    client.post("/my-data/delete/stay/")
    assert erase_due(timezone.now() + timedelta(days=8)) == 0
    client.post("/my-data/delete/")
    client.post("/my-data/delete/")
    assert ErasureRequest.objects.count() == 1
    assert erase_due(timezone.now() + timedelta(days=8)) == 1
    assert not Person.objects.filter(pk=ayse.pk).exists()
    assert client.get("/people/me/").status_code == 302


def test_who_became_the_last_key_holder_meanwhile_stays_and_is_told() -> None:
    kim, other = neighbour("Kim", "key_holder"), neighbour("Ole", "key_holder")
    ask_erasure(by=Actor(kim))
    other.roles.all().delete()
    assert erase_due(timezone.now() + timedelta(days=8)) == 0
    assert kim.notifications.filter(notice="mydata.erasure_waits").count() == 1
    assert ErasureRequest.objects.count() == 1


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
