"""How far something is from somebody's home: between moved positions alone, so that no list of minutes finds a house."""

from __future__ import annotations

from quartier.kernel.people.models import Person
from quartier.kernel.places.blur import blurred, metres_between, position, walking_minutes
from quartier.kernel.places.models import Place
from quartier.kernel.places.points import Point

FURTHEST = 45  # minutes; beyond, nobody asks how long the walk is
NOT_ASKED = object()


def home_of(person: Person) -> Point | None:
    """Where the person's house is shown; None where nobody knows where it stands. Kept for the request."""
    known = getattr(person, "_home", NOT_ASKED)
    if known is NOT_ASKED:
        address = person.address  # who asks was fetched together with it
        known = None
        if address is not None and address.latitude is not None and address.longitude is not None:
            known = blurred(Point(address.latitude, address.longitude), address.household)
        person._home = known  # type: ignore[attr-defined]
    return known  # type: ignore[return-value]


def minutes_to(place: Place, person: Person | None) -> int | None:
    """Whole minutes on foot; None where it isn't known, or no walk."""
    there = position(place) if person else None
    here = home_of(person) if person and there else None
    if here is None or there is None:
        return None
    minutes = walking_minutes(metres_between(here, there))
    return minutes if minutes <= FURTHEST else None
