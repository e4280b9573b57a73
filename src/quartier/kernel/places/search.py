"""Addresses, streets and points of interest, found while somebody types. No server outside this one is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection
from django.db.models import Case, F, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.functions import Collate
from django.utils.translation import gettext as _

from quartier.kernel.places import words
from quartier.kernel.places.models import Address, Origin, PointOfInterest, Street
from quartier.kernel.refusals import Refused

M = TypeVar("M", bound=Model)
MAX_TYPED = 100
LIMIT = 10
_BY_BYTES = {"sqlite": "BINARY", "postgresql": "C"}  # so that both databases sort alike, whatever their language


def find_addresses(text: str, limit: int = 10) -> list[Address]:
    """Houses whose words begin with all that was typed; the very house number first. Each house once.

    A house somebody typed in is not among them: it would tell that somebody lives there.
    """
    readings = words.wanted(text[:MAX_TYPED])
    found = _matching(Address.objects.filter(is_main=True, origin=Origin.OSM), readings)
    order = [_begins(readings), *_has_number(readings), _sorted_by("sort_key")]
    return list(found.order_by(*order, "pk")[:limit])


def find_streets(text: str, limit: int = 10) -> list[Street]:
    """Streets whose words begin with all that was typed."""
    readings = words.wanted(text[:MAX_TYPED])
    return list(_matching(Street.objects.all(), readings).order_by(_begins(readings), _sorted_by("key"), "pk")[:limit])


def find_points_of_interest(text: str, limit: int = 10) -> list[PointOfInterest]:
    """Shops, offices, playgrounds … by name, kind or street."""
    readings = words.wanted(text[:MAX_TYPED])
    found = _matching(PointOfInterest.objects.all(), readings)
    return list(found.order_by(_begins(readings), _sorted_by("searchable"), "pk")[:limit])


def _matching(rows: QuerySet[M], readings: list[list[str]]) -> QuerySet[M]:
    if not readings:
        return rows.none()
    fits = Q()
    for reading in readings:
        fits |= Q(*(Q(searchable__contains=f" {part}") for part in reading))
    return rows.filter(fits)


def _begins(readings: list[list[str]]) -> Case:
    """0 for what begins with the first word typed, 1 for what has it further on."""
    return _first(Q(searchable__startswith=f" {reading[0]}") for reading in readings or [[""]])


def _has_number(readings: list[list[str]]) -> list[Case]:
    """0 for the very number that was typed. Nothing if none was: a lone 1 would mean the first column to PostgreSQL."""
    numbers = {part for reading in readings for part in reading if part.startswith(words.NUMBER_SIGN)}
    return [_first(Q(searchable__contains=f" {number} ") for number in sorted(numbers))] if numbers else []


def _first(conditions: Iterable[Q]) -> Case:
    cases = [When(condition, then=0) for condition in conditions]
    return Case(*cases, default=Value(1), output_field=IntegerField())


def _sorted_by(column: str) -> Collate:
    return Collate(F(column), _BY_BYTES[connection.vendor])


@dataclass(frozen=True)
class Kind:
    model: type[Address] | type[Street] | type[PointOfInterest]
    find: Callable[[str, int], Sequence[Model]]


KINDS = {
    "street": Kind(Street, find_streets),
    "address": Kind(Address, find_addresses),
    "point": Kind(PointOfInterest, find_points_of_interest),
}


def value_of(thing: Model) -> str:
    """What a form sends for the thing that was chosen: "address:17"."""
    return next(f"{name}:{thing.pk}" for name, kind in KINDS.items() if isinstance(thing, kind.model))


def chosen(value: str) -> Address | Street | PointOfInterest:
    """What `value_of` stood for."""
    name, _colon, number = value.partition(":")
    kind = KINDS.get(name)
    is_sound = kind is not None and re.fullmatch("[0-9]{1,18}", number)
    found = kind.model._default_manager.filter(pk=int(number)).first() if kind and is_sound else None
    if found is None:
        raise Refused(_("This place isn't known any more. Please choose again."), "place")
    return found
