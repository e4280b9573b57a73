"""Many pins on one small picture: those that lie close together are one circle with their number, and a link into it.

No script and no tiles: the database counts the pins in each square of a grid, so that the page is as small with 19,000
pins as with 19. `box` is the part of the world that is shown; it stands in the address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Any, NamedTuple

from django.db.models import Avg, Count, F, IntegerField, Min, QuerySet
from django.db.models.functions import Cast, Floor

from quartier.kernel.places.bounds import quarter_bounds
from quartier.kernel.places.frame import METRES_A_DEGREE
from quartier.kernel.places.maps import drawn_map

ACROSS = 14  # squares from west to east
SIDE_BY_SIDE = 0.72  # of a right angle's width to its height: a picture of 1000 by 720
WIDTH, HEIGHT = 1_000, 720
CLOSER = 3.5  # how much smaller the part is that a circle leads to
SMALLEST = 60.0  # metres from west to east: closer, the list says it better
EDGE = 0.06  # of the width, kept free around the outermost pins


class Box(NamedTuple):
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def word(self) -> str:
        return ",".join(f"{number:.5f}" for number in self)

    @classmethod
    def from_word(cls, word: str) -> Box | None:
        """None for what isn't one: an address that somebody shortened."""
        try:
            numbers = [float(part) for part in word.split(",")]
        except ValueError:
            return None
        if len(numbers) != 4 or not all(abs(number) <= 180 for number in numbers):
            return None
        box = cls(*numbers)
        return box if box.west < box.east and box.south < box.north else None

    @property
    def middle(self) -> tuple[float, float]:
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    @property
    def metres(self) -> float:
        return (self.east - self.west) * METRES_A_DEGREE * cos(radians(self.middle[0]))

    def shaped(self) -> Box:
        """The smallest of the picture's shape around it."""
        latitude, longitude = self.middle
        across = cos(radians(latitude))
        wide = max((self.east - self.west) * across, (self.north - self.south) / SIDE_BY_SIDE, 1e-4)
        return _around(latitude, longitude, wide / across, wide * SIDE_BY_SIDE)

    def closer(self, latitude: float, longitude: float) -> Box:
        return _around(latitude, longitude, (self.east - self.west) / CLOSER, (self.north - self.south) / CLOSER)


def _around(latitude: float, longitude: float, wide: float, high: float) -> Box:
    return Box(longitude - wide / 2, latitude - high / 2, longitude + wide / 2, latitude + high / 2)


class Heap(NamedTuple):
    """The pins of one square: how many, where on average, and the first of them."""

    count: int
    latitude: float
    longitude: float
    first: int


@dataclass(frozen=True)
class Circle:
    x: int
    y: int
    radius: int
    count: int
    url: str
    label: str


@dataclass(frozen=True)
class PinMap:
    """What the template `places/pins.html` draws."""

    circles: Sequence[Circle]
    box: Box
    shown: int  # pins on the picture
    elsewhere: int  # pins beyond its edges
    is_closest: bool
    href: str = ""  # the street map, where there is one
    shift: str = ""  # how it lies below the circles
    metres: int = 0  # the length of the scale
    scale: int = 0  # and how many units that is

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"


def heaps(pins: QuerySet[Any], box: Box, *, latitude: str, longitude: str) -> list[Heap]:
    """Counted by the database; `latitude` and `longitude` name the fields of `pins`."""
    wide, high = (box.east - box.west) / ACROSS, (box.north - box.south) / round(ACROSS * SIDE_BY_SIDE)
    found = (
        pins_within(pins, box, latitude=latitude, longitude=longitude)
        .annotate(
            column=Cast(Floor((F(longitude) - box.west) / wide), IntegerField()),
            row=Cast(Floor((F(latitude) - box.south) / high), IntegerField()),
        )
        .order_by()
        .values("column", "row")
        .annotate(pins=Count("pk"), north=Avg(latitude), east=Avg(longitude), first=Min("pk"))
    )
    return [Heap(*row) for row in found.values_list("pins", "north", "east", "first")]


def pins_within(pins: QuerySet[Any], box: Box, *, latitude: str, longitude: str) -> QuerySet[Any]:
    return pins.filter(
        **{
            f"{latitude}__gte": box.south,
            f"{latitude}__lte": box.north,
            f"{longitude}__gte": box.west,
            f"{longitude}__lte": box.east,
        }
    )


def whole_box(pins: QuerySet[Any], *, latitude: str, longitude: str) -> Box | None:
    """What the first picture shows: the quarter; without an outline all but the few pins that lie far from the rest."""
    bounds = quarter_bounds()
    if bounds is not None:
        return _with_edge(Box(bounds.west, bounds.south, bounds.east, bounds.north))
    placed = pins.filter(**{f"{latitude}__isnull": False, f"{longitude}__isnull": False}).order_by()
    count = placed.count()
    if not count:
        return None
    few = count // 50
    south, north = _nth(placed, latitude, few), _nth(placed, latitude, count - 1 - few)
    west, east = _nth(placed, longitude, few), _nth(placed, longitude, count - 1 - few)
    return _with_edge(Box(west, south, east, north))


def _nth(pins: QuerySet[Any], name: str, number: int) -> float:
    return float(pins.order_by(name).values_list(name, flat=True)[number])


def _with_edge(box: Box) -> Box:
    wide, high = max(box.east - box.west, 2e-4) * EDGE, max(box.north - box.south, 2e-4) * EDGE
    return Box(box.west - wide, box.south - high, box.east + wide, box.north + high).shaped()


def pin_map(
    pins: QuerySet[Any],
    box: Box,
    *,
    latitude: str,
    longitude: str,
    total: int,
    part_url: Callable[[Box], str],
    label: Callable[[int], str],
    ones: Callable[[Sequence[int]], Mapping[int, tuple[str, str]]],
) -> PinMap:
    """`part_url` leads closer, `label` says how many there are; `ones` gives single pins their addresses and titles."""
    found = sorted(heaps(pins, box, latitude=latitude, longitude=longitude), key=lambda heap: heap.count)
    most = max((heap.count for heap in found), default=1)
    alone = ones([heap.first for heap in found if heap.count == 1])
    circles = []
    for heap in found:
        part = box.closer(heap.latitude, heap.longitude)
        url, words = alone.get(heap.first) or (part_url(part), label(heap.count))
        x, y = _spot(box, heap.latitude, heap.longitude)
        circles.append(Circle(x, y, radius_of(heap.count, most), heap.count, url, words))
    shown = sum(heap.count for heap in found)
    metres = _round_length(box.metres / 5)
    href, shift = map_below(box)
    scale = round(metres / box.metres * WIDTH)
    return PinMap(circles, box, shown, total - shown, box.metres < SMALLEST * CLOSER, href, shift, metres, scale)


def radius_of(count: int, most: int) -> int:
    """By area, as the eye compares; a single one is a dot."""
    return 11 if count == 1 else round(17 + 19 * sqrt(count / max(most, 2)))


def _spot(box: Box, latitude: float, longitude: float) -> tuple[int, int]:
    return (
        round((longitude - box.west) / (box.east - box.west) * WIDTH),
        round((box.north - latitude) / (box.north - box.south) * HEIGHT),
    )


def map_below(box: Box) -> tuple[str, str]:
    """The drawn street map's address, and how it is moved and enlarged so that it lies rightly below `box`."""
    found = drawn_map()
    if found is None:
        return "", ""
    href, frame = found
    (left, top), (right, bottom) = frame.spot(box.west, box.north), frame.spot(box.east, box.south)
    if right < 0 or bottom < 0 or left > frame.width or top > frame.height:
        return "", ""
    across, down = WIDTH / (right - left), HEIGHT / (bottom - top)
    return href, f"scale({across:.4f} {down:.4f}) translate({-left:.1f} {-top:.1f})"


def _round_length(metres: float) -> int:
    """1, 2 or 5 times a power of ten, not longer than `metres`."""
    power = 1
    while power * 10 <= metres:
        power *= 10
    return next(step * power for step in (5, 2, 1) if step * power <= max(metres, 1))
