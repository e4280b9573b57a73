"""Spots in the open: where a bench shall stand, where a lamp is broken. Somebody chose them on purpose, so they are exact.

A house that somebody names here means the street before it, and is shown there. Their own is not: that would be their home.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.places import words
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.bounds import Lies, lies, quarter_bounds
from quartier.kernel.places.coordinates import coordinates_of, looks_like_coordinates
from quartier.kernel.places.models import Address, Place, PointOfInterest, Street
from quartier.kernel.places.points import Point
from quartier.kernel.places.positions import pin
from quartier.kernel.places.search import find_addresses, find_points_of_interest, find_streets
from quartier.kernel.refusals import Refused

if TYPE_CHECKING:
    from quartier.kernel.people.actors import Actor


@transaction.atomic
def spot_at(text: str, *, by: Actor, may_lie_outside: bool = False) -> Place:
    """A street, a place, an address or coordinates; refused where it lies far away, and asked about where just outside."""
    text = " ".join(text.split())
    if looks_like_coordinates(text):
        return pin(must_lie_here(coordinates_of(text), may_lie_outside=may_lie_outside), "")
    house = _house_meant(text)
    if house is None or house.household == getattr(by.subject.address, "household", None):
        return place_at(by=by, text=text)
    assert house.latitude is not None  # noqa: S101 (see _house_meant)
    assert house.longitude is not None  # noqa: S101
    point = must_lie_here(Point(house.latitude, house.longitude), may_lie_outside=may_lie_outside)
    return pin(point, f"{house.street_name} {house.house_number}")


def must_lie_here(point: Point, *, may_lie_outside: bool) -> Point:
    """The point, put right where north and east were changed about."""
    bounds = quarter_bounds()
    match lies(point, bounds):
        case Lies.SWAPPED:
            return Point(point.longitude, point.latitude)
        case Lies.FAR if bounds is not None:
            far = {"far": f"{bounds.kilometres_to(point):.0f}"}
            raise Refused(_("This spot lies %(far)s km away from the quarter. Is it the right one?") % far, "where")
        case Lies.NEAR if not may_lie_outside:
            raise OutsideButNear(_("This spot lies just outside the quarter. Is that meant?"), "where")
    return point


class OutsideButNear(Refused):
    """Asked about once: whoever says that it is meant may."""


def point_named(text: str) -> Point | None:
    """Where something of this name lies, for looking there: nothing is written. None where nobody knows it."""
    text = " ".join(text.split())
    if looks_like_coordinates(text):
        return coordinates_of(text)
    finds: tuple[Callable[[str, int], Sequence[Address | Street | PointOfInterest]], ...]
    finds = (find_addresses, find_streets, find_points_of_interest)
    for one in (one for find in finds for one in find(text, 1)):
        if one.latitude is not None and one.longitude is not None:
            return Point(one.latitude, one.longitude)
    return None


def _house_meant(text: str) -> Address | None:
    """The house, where nothing but its address was typed and the map knows where it stands."""
    for house in find_addresses(text, limit=5):
        beginning = words.street_key(f"{house.street_name} {house.house_number}")
        if words.street_key(text).startswith(beginning) and house.latitude is not None and house.longitude is not None:
            return house
    return None
