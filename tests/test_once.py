"""A form that is sent more than once has one effect, and every sender is led to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory
from django.utils import timezone

from quartier.api import once
from quartier.api.testing import client_of, neighbour
from quartier.kernel.drafts.actions import forget_old_drafts
from quartier.kernel.drafts.models import Draft, SentForm
from quartier.kernel.people.models import Person
from quartier.modules.help.models import Request

pytestmark = pytest.mark.django_db
HELP_WANTED: dict[str, dict[str, Any]] = {
    "kind": {"kind": "repairs"},
    "what": {"title": "Wer hilft mir mit dem Regal?"},
    "when": {"often": "once", "urgency": "whenever"},
    "where": {"where": ""},
    "who": {"capacity": "1", "audience": "members"},
}


@once
def make_a_neighbour(request: HttpRequest) -> HttpResponse:
    if not request.POST.get("name"):
        return HttpResponse("Wie heißt du?")
    person = neighbour(request.POST["name"], "Neu")
    if request.POST["name"] == "Kaputt":
        raise RuntimeError
    return redirect(f"/people/{person.pk}/")


def send(name: str, **word: str) -> HttpResponse:
    return make_a_neighbour(RequestFactory().post("/", {"name": name, **word}))


@pytest.fixture(params=["once", "draft"])
def word(request: pytest.FixtureRequest) -> dict[str, str]:
    return {request.param: str(uuid4())}


def test_it_is_done_once_and_all_are_led_there(word: dict[str, str]) -> None:
    answers = [send("Nilgün", **word) for _time in range(5)]
    assert {answer["Location"] for answer in answers} == {f"/people/{Person.objects.get().pk}/"}


def test_two_forms_are_two(word: dict[str, str]) -> None:
    send("Nilgün", **word)
    send("Nilgün", once=str(uuid4()))
    assert Person.objects.count() == 2


def test_a_mistake_uses_nothing_up(word: dict[str, str]) -> None:
    assert send("", **word).status_code == 200
    assert send("Nilgün", **word).status_code == 302
    assert Person.objects.count() == 1


def test_what_breaks_may_be_tried_again_and_left_nothing(word: dict[str, str]) -> None:
    with pytest.raises(RuntimeError):
        send("Kaputt", **word)
    assert not Person.objects.exists()
    assert send("Nilgün", **word).status_code == 302


def test_without_a_word_nothing_changes() -> None:
    send("Nilgün")
    send("Nilgün", once="no word")
    assert Person.objects.count() == 2
    assert not SentForm.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_publish_once_and_all_are_led_there() -> None:
    """Through the whole server, as twenty impatient fingers would: the last step of asking for help."""
    ayse = neighbour()
    client, last = client_of(ayse), "/help/new/request/check/"
    for step, said in HELP_WANTED.items():
        client.post(f"/help/new/request/{step}/", said)
    word = client.get(last).content.decode().split('name="draft" value="')[1].split('"')[0]

    def press(_number: int) -> str:
        try:
            return client_of(ayse).post(last, {"draft": word})["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        led_to = set(pool.map(press, range(20)))
    assert led_to == {Request.objects.get().url}
    assert not Draft.objects.exists()


def test_words_are_forgotten() -> None:
    send("Nilgün", once=str(uuid4()))
    forget_old_drafts(timezone.now() + timedelta(days=61))
    assert not SentForm.objects.exists()
