"""What a page costs: as many queries for twelve objects as for two, and never more than twelve (quality.md, P5)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of, neighbour
from quartier.api.testing.requests import address_of
from quartier.kernel.contract import Example, Kind, Module
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person

MOST_QUERIES = 12


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_a_page_costs_the_same_for_two_and_for_twelve(module: Module, cast: Cast) -> None:
    pages: list[tuple[Example | None, str]] = [
        (example, address_of(example, cast.owner)) for example in module.examples
    ]
    pages += [(None, reverse("today")), *((None, reverse("list", kwargs={"kind": kind.name})) for kind in module.kinds)]
    _add(module.kinds, cast.owner, 2)
    few = [_queries(url, _visitor(example, cast)) for example, url in pages]
    _add(module.kinds, cast.owner, 10)
    many = [_queries(url, _visitor(example, cast)) for example, url in pages]
    for (_example, url), at_two, at_twelve in zip(pages, few, many, strict=True):
        assert len(at_two) == len(at_twelve), _grown(url, at_two, at_twelve)
        assert len(at_two) <= MOST_QUERIES, f"{url} asks the database {len(at_two)} times:\n" + "\n".join(at_two)


def _add(kinds: tuple[Kind[Any], ...], owner: Person, count: int) -> None:
    """By the owner and by others in turn: a page may ask once more for each object, or for each author."""
    for number in range(count):
        author = owner if number % 2 else neighbour("Nilgün", f"Nachbarin {number}")
        for kind in kinds:
            share(kind.example(author), by=Actor(author))


def _visitor(example: Example | None, cast: Cast) -> Person:
    return cast.key_holder if example is not None and example.power else cast.owner


def _queries(url: str, visitor: Person) -> list[str]:
    client = client_of(visitor)
    client.get(url)  # what is read once and kept is not what is counted
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return [query["sql"] for query in captured.captured_queries]


def _grown(url: str, at_two: list[str], at_twelve: list[str]) -> str:
    extra = list(at_twelve)
    for query in at_two:
        if query in extra:
            extra.remove(query)
    shown = "\n".join(extra[:20])
    return f"{url} asks {len(at_two)} times with 2 objects and {len(at_twelve)} times with 12; new ones:\n{shown}"
