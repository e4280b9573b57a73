"""Thousands of real posts poured in make no page slower: `pytest -s tests/test_poured_in.py` prints the figures."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from django.test import Client

from quartier.api import Person, share_many
from quartier.api.testing import client_of, neighbour
from quartier.kernel.entries import search
from quartier.modules.board.models import Post
from quartier.modules.board.tests.test_madrid import post_of, proposals

PAGES = {"Heute": "/", "list": "/liste/board.post/", "board": "/board/", "search": "/suche/?q=parque"}
FEW = 300  # so many fill every page
ROUNDS = 5

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def pour(rows: Iterable[dict[str, str]], author: Person) -> None:
    share_many(Post.objects.bulk_create(post_of(row, author) for row in rows))
    search.tidy(at_least=1)  # as the background worker does within minutes


def costs(browser: Client) -> dict[str, float]:
    """The cheapest of some rounds, in milliseconds of CPU."""
    spent = {}
    for name, url in PAGES.items():
        rounds = []
        for _round in range(ROUNDS):
            began = time.thread_time()
            assert browser.get(url).content.count(b"<article") >= 8, name
            rounds.append((time.thread_time() - began) * 1000)
        spent[name] = min(rounds)
    return spent


def test_a_page_costs_the_same_with_ten_times_as_many_posts() -> None:
    rows, author = proposals(), neighbour("Ayşe")
    browser = client_of(neighbour("Jonas"))
    pour(rows[:FEW], author)
    few = costs(browser)
    pour(rows[FEW:], author)
    many = costs(browser)
    for name in PAGES:
        print(f"{name}: {few[name]:.1f} ms with {FEW} posts, {many[name]:.1f} ms with {len(rows)}")
    assert sum(many.values()) < 1.6 * sum(few.values())
    assert all(many[name] < 2.5 * few[name] for name in PAGES)
