"""Where: what is going on at which place, as a list beside the drawn map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quartier.kernel.entries.feed import Cursor, located
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.places.homes import minutes_to
from quartier.kernel.places.maps import whole_map
from quartier.kernel.places.models import Place
from quartier.kernel.requests import person_of
from quartier.kernel.windows.cards import card_of
from quartier.ui.distances import on_foot
from quartier.ui.jinja import query

MOST = 40


@dataclass(frozen=True)
class Spot:
    """One name on the map, and what is there. A street and a house that is shown near it are one."""

    place: Place
    label: str
    distance: str
    cards: Sequence[dict[str, Any]]


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    viewer = person_of(request)
    page = located(viewer, after=Cursor.from_word(request.GET.get("after", "")), size=MOST)
    spots = _spots(page.entries, viewer)
    context = {
        "spots": spots,
        "map": whole_map([spot.place for spot in spots]),
        "older_url": query(request, after=page.after.word) if page.after else "",
    }
    return render(request, "windows/places.html", context)


def _spots(found: Sequence[Entry], viewer: Person | None) -> list[Spot]:
    """The nearest first for whoever has a home here, else by name."""
    there: dict[str, list[Entry]] = {}
    for entry in found:
        if entry.place:
            there.setdefault(entry.place.label, []).append(entry)
    spots = []
    for label, some in there.items():
        walks = [minutes for entry in some if entry.place and (minutes := minutes_to(entry.place, viewer))]
        spots.append((min(walks, default=10_000), label, some))
    spots.sort(key=lambda spot: spot[:2])
    return [_spot(label, minutes, some, viewer) for minutes, label, some in spots]


def _spot(label: str, minutes: int, some: list[Entry], viewer: Person | None) -> Spot:
    place = some[0].place
    assert place is not None  # noqa: S101 (only such entries were taken)
    cards = [{**card_of(entry, viewer), "where": ""} for entry in some]
    return Spot(place, label[:1].upper() + label[1:], on_foot(minutes) if minutes < 10_000 else "", cards)
