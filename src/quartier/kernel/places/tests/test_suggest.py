"""The addresses that are suggested while somebody types."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory

from quartier.kernel.places import search, views
from quartier.kernel.places.importing import import_osm
from quartier.kernel.places.tests.extracts import small_town
from quartier.kernel.quarter.models import Quarter, forget_quarter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(tmp_path: Path) -> None:
    import_osm(small_town().write(tmp_path))
    Quarter.objects.update_or_create(pk=1, defaults={"is_set_up": True})
    forget_quarter()


def ask(person: Any = None, **query: str) -> tuple[int, list[dict[str, str]]]:
    request = RequestFactory().get("/places/suggest", query)
    request.person = person  # type: ignore[attr-defined]
    response = views.suggest(request)
    return response.status_code, json.loads(response.content)


NEIGHBOUR = SimpleNamespace(pk=1)


def test_a_neighbour_gets_streets_and_houses() -> None:
    status, found = ask(NEIGHBOUR, q="schulstr")
    assert status == 200
    assert [one["label"] for one in found][:2] == ["Schulstraße", "Schulstraße 12, 71083 Herrenberg"]
    assert [str(search.chosen(one["value"])) for one in found] == [one["label"] for one in found]


def test_points_are_suggested_when_asked_for() -> None:
    assert [one["label"] for one in ask(NEIGHBOUR, q="buech", what="point,nonsense")[1]] == ["Bücherei"]


def test_a_stranger_gets_nothing_once_the_quarter_is_set_up() -> None:
    assert ask(q="schulstr") == (403, [])
    Quarter.objects.update(is_set_up=False)
    forget_quarter()
    assert ask(q="schulstr")[0] == 200


@pytest.mark.parametrize("text", ["", "\0", "x" * 3000, "%%%"])
def test_odd_questions_get_an_empty_answer(text: str) -> None:
    assert ask(NEIGHBOUR, q=text) == (200, [])
