"""The public position of a house, and the street that stands beside it in words; and pins, which are exact."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.places.blur import NEAREST, blurred, metres_between, position
from quartier.kernel.places.models import OSM_TEXT, Address, Place
from quartier.kernel.places.points import Point
from quartier.kernel.refusals import Refused

_AROUND = 0.006  # degrees: 670 m to the north, 440 m to the east


def settle(place: Place) -> None:
    """Gives a house's place its public position, once. Another only if the house was found to stand too near to it."""
    address = place.guarded_address
    if address is None or address.latitude is None or address.longitude is None:
        return
    exact, public = Point(address.latitude, address.longitude), position(place)
    if public is not None and metres_between(exact, public) >= NEAREST:
        return
    # Drawn anew: the old shift would tell how far the house was moved, and so which one it is.
    drawn_from = address.household if public is None else f"{address.household}|{public.latitude}|{public.longitude}"
    public = blurred(exact, drawn_from)
    Place.objects.filter(pk=place.pk).update(
        latitude=public.latitude, longitude=public.longitude, name=street_near(public) or address.street_name
    )
    place.refresh_from_db()


def street_near(point: Point) -> str:
    """The street of the house nearest to a point; "" where there is none."""
    south, west = point.latitude - _AROUND, point.longitude - _AROUND
    near = (
        Address.objects.filter(latitude__gte=south, latitude__lte=south + 2 * _AROUND)
        .filter(longitude__gte=west, longitude__lte=west + 2 * _AROUND)
        .exclude(street_name="")
        .values_list("street_name", "latitude", "longitude")
    )
    by_distance = ((metres_between(point, Point(latitude, longitude)), name) for name, latitude, longitude in near)  # type: ignore[arg-type]
    return min(by_distance, default=(0.0, ""))[1]


def pin(point: Point, name: str) -> Place:
    """A spot in the open that somebody chose on purpose."""
    if len(name) > OSM_TEXT:
        raise Refused(_("Please describe the place in fewer words."), "place")
    name = name or street_near(point) or f"{point.latitude:.4f}, {point.longitude:.4f}"
    return Place.objects.create(name=name, latitude=point.latitude, longitude=point.longitude)
