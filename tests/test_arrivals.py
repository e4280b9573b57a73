"""New things arrive quietly: a cheap question, and an answer that is a number."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quartier.api.testing import client_of, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.modules.help.actions import offer_help

pytestmark = pytest.mark.django_db


@pytest.fixture
def ayse() -> Person:
    author = neighbour("Ayşe")
    offer_help(by=Actor(author), title="Das erste", kind="errands")
    return author


def word_of(person: Person) -> str:
    html = client_of(person).get("/").content.decode()
    found = re.search(r'data-page="([^"]+)"', html)
    assert found
    return found[1]


def ask(word: str, mark: str = "") -> tuple[int, int, str]:
    headers = {"X-Page": word, **({"If-None-Match": mark} if mark else {})}
    answer = Client().get("/neu/", headers=headers)
    return answer.status_code, answer.json()["count"] if answer.status_code == 200 else 0, answer["ETag"]


def test_it_says_how_many_have_come_since(ayse: Person) -> None:
    word = word_of(neighbour("Jonas"))
    status, count, mark = ask(word)
    assert (status, count) == (200, 0)
    assert ask(word, mark)[0] == 304
    for title in ("Das zweite", "Das dritte"):
        offer_help(by=Actor(ayse), title=title, kind="errands")
    status, count, mark = ask(word, mark)
    assert (status, count) == (200, 2)
    assert ask(word, mark)[0] == 304


def test_it_asks_the_database_twice_at_most(ayse: Person) -> None:
    word = word_of(ayse)
    ask(word)
    with CaptureQueriesContext(connection) as asked:
        ask(word)
    assert len(asked) <= 2, [query["sql"] for query in asked]


def test_rubbish_is_answered_with_nothing(ayse: Person) -> None:
    word = word_of(ayse)
    offer_help(by=Actor(ayse), title="Das zweite", kind="errands")
    assert ask(word)[1] == 1
    for rubbish in ("", "x", word[:-1], word.replace(":", "."), "ä" * 9):
        assert ask(rubbish.encode("ascii", "ignore").decode())[1] == 0


def test_nobody_hears_of_what_they_may_not_see(ayse: Person) -> None:
    html = Client().get("/").content.decode()
    assert "data-page" not in html  # nothing public stands there yet
