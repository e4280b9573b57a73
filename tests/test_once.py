"""A form that is sent more than once has one effect, and every sender is led to it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory
from django.utils import timezone

from quartier.api import once
from quartier.api.testing import neighbour
from quartier.kernel.drafts.actions import forget_old_drafts
from quartier.kernel.drafts.models import SentForm
from quartier.kernel.people.models import Person

pytestmark = pytest.mark.django_db


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


def test_words_are_forgotten() -> None:
    send("Nilgün", once=str(uuid4()))
    forget_old_drafts(timezone.now() + timedelta(days=61))
    assert not SentForm.objects.exists()
