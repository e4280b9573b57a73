"""Areas smaller than the quarter: around some streets, around a spot, or drawn by hand. GeoJSON, as the quarter's own outline is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, radians, sin
from typing import Any

from django.utils.translation import gettext as _

from quartier.kernel.places.bounds import bounds_of, rings_of
from quartier.kernel.places.frame import METRES_A_DEGREE, Frame
from quartier.kernel.places.models import Address, Street
from quartier.kernel.places.points import Point
from quartier.kernel.refusals import Refused

CORNERS = 48  # of a circle
MOST_CORNERS = 60  # that somebody draws
LEAST_METRES = 10  # across
_CORNER = re.compile(r"(-?\d{1,3}\.\d{1,8}),(-?\d{1,3}\.\d{1,8})")

Shape = dict[str, Any]


def circle(middle: Point, metres: int) -> Shape:
    """Not quite round: nobody sees it."""
    north = metres / METRES_A_DEGREE
    east = north / cos(radians(middle.latitude))
    turns = [2 * pi * number / CORNERS for number in range(CORNERS)]
    return _polygon([Point(middle.latitude + north * sin(t), middle.longitude + east * cos(t)) for t in turns])


def around_streets(streets: Iterable[Street]) -> Shape | None:
    """Around their houses, if an import knows where they are; else None."""
    streets = list(streets)
    houses = Address.objects.filter(street__in=streets, latitude__isnull=False, longitude__isnull=False)
    points = [Point(north or 0, east or 0) for north, east in houses.values_list("latitude", "longitude")]
    points += [
        Point(one.latitude, one.longitude)
        for one in streets
        if one.latitude is not None and one.longitude is not None
    ]  # fmt: skip
    from quartier.kernel.places.area import area_of_points  # here: it brings 13 MB that no other page needs

    return area_of_points(points).geojson if points else None


def drawn(text: str) -> Shape:
    """Corners as the page sends them: "48.59310,8.87020 48.59350,8.87110 …"."""
    corners = [Point(float(north), float(east)) for north, east in _CORNER.findall(text)]
    if len(corners) < 3:
        raise Refused(_("An area has three corners at least. Press on the map to set them."), "outline")
    if len(corners) > MOST_CORNERS:
        raise Refused(_("These are too many corners. A rough outline is enough."), "outline")
    from quartier.kernel.places.area import parse_area

    try:
        shape = parse_area(_polygon(corners)).geojson
    except Refused as refusal:
        raise Refused(str(refusal), "outline") from refusal
    frame = bounds_of(shape)
    if (frame.north - frame.south) * METRES_A_DEGREE < LEAST_METRES:
        raise Refused(_("This area is too small to be seen. Draw it larger, or name a spot."), "outline")
    return shape


def middle_of(shape: Mapping[str, Any]) -> Point:
    frame = bounds_of(shape)
    return Point((frame.south + frame.north) / 2, (frame.west + frame.east) / 2)


def lies_in(shape: Mapping[str, Any], point: Point) -> bool:
    return bounds_of(shape).has(point)


def path_on(shape: Mapping[str, Any], frame: Frame) -> str:
    """Its outline in the street map's units, as SVG has it."""
    return "".join(_ring([frame.spot(corner[0], corner[1]) for corner in ring]) for ring in rings_of(shape))


def _ring(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in corners) + "z"


def _polygon(corners: Sequence[Point]) -> Shape:
    ring = [[round(corner.longitude, 6), round(corner.latitude, 6)] for corner in corners]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
