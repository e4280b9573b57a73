"""Whether a point lies in the quarter. Without shapely, which `area` needs: a page that takes a pin stays small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from json import dumps, loads
from typing import Any

from quartier.kernel.places.blur import metres_between
from quartier.kernel.places.points import Point
from quartier.kernel.quarter.models import Quarter

LEAST_AROUND = 1_000 / 111_320  # degrees
BANDS = 128

Edge = tuple[float, float, float, float]  # west-east, south-north of its two ends


class Lies(StrEnum):
    """Where a point lies, seen from the quarter."""

    INSIDE = "inside"
    NEAR = "near"  # outside, and perhaps meant
    FAR = "far"  # in the sea, or another town
    SWAPPED = "swapped"  # with north and east changed about it would lie inside
    UNKNOWN = "unknown"  # nobody told the server where the quarter lies


@dataclass(frozen=True)
class Bounds:
    """The quarter's outline, cut into bands from south to north so that a point is compared with few edges."""

    west: float
    south: float
    east: float
    north: float
    bands: Mapping[int, Sequence[Edge]] = field(repr=False, default_factory=dict)

    def has(self, point: Point) -> bool:
        """Inside a polygon a ray to the east crosses the outline an odd number of times."""
        if not (self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east):
            return False
        inside = False
        for x1, y1, x2, y2 in self.bands.get(self.band(point.latitude), ()):
            if (y1 > point.latitude) != (y2 > point.latitude):
                inside ^= point.longitude < (x2 - x1) * (point.latitude - y1) / (y2 - y1) + x1
        return inside

    def band(self, latitude: float) -> int:
        height = (self.north - self.south) or 1.0
        return min(BANDS - 1, max(0, int((latitude - self.south) / height * BANDS)))

    def is_near(self, point: Point) -> bool:
        """Not further from it than it is wide itself, a kilometre at least."""
        high = max(self.north - self.south, LEAST_AROUND)
        wide = max(self.east - self.west, LEAST_AROUND * 1.5)
        return (
            self.south - high <= point.latitude <= self.north + high
            and self.west - wide <= point.longitude <= self.east + wide
        )

    def kilometres_to(self, point: Point) -> float:
        middle = Point((self.south + self.north) / 2, (self.west + self.east) / 2)
        return metres_between(middle, point) / 1_000


def quarter_bounds() -> Bounds | None:
    """None where no outline was brought."""
    area = Quarter.objects.filter(pk=1).values_list("area", flat=True).first()
    return bounds_of(area) if area else None


def lies(point: Point, bounds: Bounds | None) -> Lies:
    if bounds is None:
        return Lies.UNKNOWN
    if bounds.has(point):
        return Lies.INSIDE
    if abs(point.longitude) <= 90 and bounds.has(Point(point.longitude, point.latitude)):
        return Lies.SWAPPED
    return Lies.NEAR if bounds.is_near(point) else Lies.FAR


def bounds_of(geojson: Mapping[str, Any]) -> Bounds:
    return _bounds(dumps(geojson, sort_keys=True))


@lru_cache(maxsize=16)
def _bounds(geojson: str) -> Bounds:
    edges = [edge for ring in rings_of(loads(geojson)) for edge in _edges(ring)]
    xs = [x for edge in edges for x in (edge[0], edge[2])]
    ys = [y for edge in edges for y in (edge[1], edge[3])]
    frame = Bounds(min(xs), min(ys), max(xs), max(ys))
    bands: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        low, high = sorted((edge[1], edge[3]))
        for band in range(frame.band(low), frame.band(high) + 1):
            bands[band].append(edge)
    return Bounds(frame.west, frame.south, frame.east, frame.north, dict(bands))


def rings_of(geometry: Mapping[str, Any]) -> Iterable[Sequence[Sequence[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return (ring for polygon in polygons for ring in polygon)


def _edges(ring: Sequence[Sequence[float]]) -> Iterable[Edge]:
    return ((one[0], one[1], other[0], other[1]) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True))
