"""Many pins on one small picture: those that lie close together are one circle with their number, and a link into it.

No script and no tiles: the pins are counted in the squares of a grid, so that the page is as small with 19,000 pins as
with 19. `box` is the part of the world that is shown; it stands in the address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Any, NamedTuple

from quartier.kernel.places.bounds import bounds_of, rings_of
from quartier.kernel.places.frame import METRES_A_DEGREE, Frame
from quartier.kernel.places.maps import drawn_map

ACROSS = 14  # squares from west to east
SIDE_BY_SIDE = 0.72  # of a right angle's width to its height: a picture of 1000 by 720
WIDTH, HEIGHT = 1_000, 720
CLOSER = 3.5  # how much smaller the part is that a circle leads to
SMALLEST = 60.0  # metres from west to east: closer, the list says it better
EDGE = 0.06  # of the width, kept free around the outermost pins
LEAST = 0.04  # degrees: around a single pin one still sees where it is


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


class Pin(NamedTuple):
    """What a list of rows gives: `values_list("pk", "latitude", "longitude")`."""

    number: int
    latitude: float
    longitude: float


class Heap(NamedTuple):
    """The pins of one square: how many, where on average, and one of them."""

    size: int
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
    outline: str = ""  # of an area, as SVG has it

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {HEIGHT}"


def heaps(pins: Iterable[Pin], box: Box) -> list[Heap]:
    """By the squares of the grid; those beyond the edges of the picture are left out."""
    down = round(ACROSS * SIDE_BY_SIDE)
    wide, high = (box.east - box.west) / ACROSS, (box.north - box.south) / down
    squares: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0, 0.0, 0.0, 0])
    for number, latitude, longitude in pins:
        if box.west <= longitude <= box.east and box.south <= latitude <= box.north:
            square = squares[int((longitude - box.west) / wide), int((latitude - box.south) / high)]
            square[0] += 1
            square[1] += latitude
            square[2] += longitude
            square[3] = number
    return [Heap(int(n), north / n, east / n, int(one)) for n, north, east, one in squares.values()]


def within(pins: Iterable[Pin], box: Box) -> list[Pin]:
    return [pin for pin in pins if box.west <= pin[2] <= box.east and box.south <= pin[1] <= box.north]


def whole_box(pins: Sequence[Pin] = (), area: Mapping[str, Any] | None = None) -> Box | None:
    """What the first picture shows: the area; else where nearly all pins lie, the few that are far from the rest left out.

    Without any pin it is the street map; None where there is none either.
    """
    if area:
        frame = bounds_of(area)
        return _with_edge(Box(frame.west, frame.south, frame.east, frame.north))
    if not pins:
        found = drawn_map()
        return _of_frame(found[1]) if found else None
    few = len(pins) // 50
    norths, easts = sorted(pin[1] for pin in pins), sorted(pin[2] for pin in pins)
    last = len(pins) - 1 - few
    return _with_edge(Box(easts[few], norths[few], easts[last], norths[last]))


def _of_frame(frame: Frame) -> Box:
    across = METRES_A_DEGREE * cos(radians(frame.north))
    east, south = frame.width * frame.unit / across, frame.height * frame.unit / METRES_A_DEGREE
    return Box(frame.west, frame.north - south, frame.west + east, frame.north).shaped()


def _with_edge(box: Box) -> Box:
    wide, high = max(box.east - box.west, LEAST) * EDGE, max(box.north - box.south, LEAST) * EDGE
    return Box(box.west - wide, box.south - high, box.east + wide, box.north + high).shaped()


def pin_map(
    pins: Sequence[Pin],
    box: Box,
    *,
    part_url: Callable[[Box], str],
    label: Callable[[int], str],
    ones: Callable[[Sequence[int]], Mapping[int, tuple[str, str]]],
    area: Mapping[str, Any] | None = None,
) -> PinMap:
    """`part_url` leads closer, `label` says how many there are; `ones` gives single pins their addresses and titles."""
    found = sorted(heaps(pins, box), key=lambda heap: heap.size)
    most = max((heap.size for heap in found), default=1)
    alone = ones([heap.first for heap in found if heap.size == 1])
    circles = []
    for heap in found:
        part = box.closer(heap.latitude, heap.longitude)
        url, words = alone.get(heap.first) or (part_url(part), label(heap.size))
        x, y = _spot(box, heap.latitude, heap.longitude)
        circles.append(Circle(x, y, radius_of(heap.size, most), heap.size, url, words))
    shown = sum(heap.size for heap in found)
    metres = _round_length(box.metres / 5)
    href, shift = map_below(box)
    scale = round(metres / box.metres * WIDTH)
    outline = outline_on(box, area) if area else ""
    is_closest = box.metres < SMALLEST * CLOSER
    return PinMap(circles, box, shown, len(pins) - shown, is_closest, href, shift, metres, scale, outline)


def outline_on(box: Box, area: Mapping[str, Any]) -> str:
    """An area's outline in the picture's units."""
    rings = ([_spot(box, corner[1], corner[0]) for corner in ring] for ring in rings_of(area))
    return "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "z" for ring in rings)


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
