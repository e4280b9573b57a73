"""The street map as pages show it: which part of the picture, and marks on it. A house's mark is a wide, soft circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from quartier.kernel.places.blur import FARTHEST
from quartier.kernel.places.bounds import bounds_of
from quartier.kernel.places.frame import Frame
from quartier.kernel.places.models import Place, StreetMap
from quartier.kernel.places.shapes import path_on
from quartier.kernel.prepared import Prepared

AROUND = 260  # metres to each side of a single place


@dataclass(frozen=True)
class Mark:
    number: int
    label: str
    x: int
    y: int
    radius: int  # 0: exactly there


@dataclass(frozen=True)
class MapPart:
    """What the template `places/map.html` draws."""

    href: str
    box: tuple[int, int, int, int]  # x, y, width, height
    marks: Sequence[Mark]
    is_part: bool = False
    outline: str = ""  # of an area, as SVG has it

    @property
    def view_box(self) -> str:
        return " ".join(map(str, self.box))

    @property
    def dot(self) -> float:
        """How large a mark is: the same size to the eye, whatever the part."""
        return round(self.box[2] / (40 if self.is_part else 72), 1)


def whole_map(places: Iterable[Place] = ()) -> MapPart | None:
    """All of it, with the places numbered in their order; None where nothing was imported."""
    found = drawn_map()
    if found is None:
        return None
    href, frame = found
    marks = _marks(places, frame)
    return MapPart(href, (0, 0, frame.width, frame.height), marks)


def map_around(place: Place | None) -> MapPart | None:
    """The part around one place; None where nobody knows where it lies."""
    found = drawn_map() if place and place.latitude is not None else None
    if found is None or place is None:
        return None
    href, frame = found
    marks = _marks([place], frame)
    if not marks:
        return None
    half = round(max(AROUND, FARTHEST * 1.2 if marks[0].radius else 0) / frame.unit)
    high = round(half * 0.7)
    left = min(max(0, marks[0].x - half), max(0, frame.width - 2 * half))
    top = min(max(0, marks[0].y - high), max(0, frame.height - 2 * high))
    return MapPart(href, (left, top, 2 * half, 2 * high), marks, is_part=True)


def map_of_area(shape: Mapping[str, Any], label: str) -> MapPart | None:
    """The part with the whole area in it, and a little of what lies around."""
    found = drawn_map()
    if found is None:
        return None
    href, frame = found
    bounds = bounds_of(shape)
    (left, top), (right, bottom) = frame.spot(bounds.west, bounds.north), frame.spot(bounds.east, bounds.south)
    half = max((right - left) * 0.62, (bottom - top) * 0.62 / 0.7, AROUND / frame.unit)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    box = (round(middle_x - half), round(middle_y - half * 0.7), round(2 * half), round(1.4 * half))
    mark = Mark(1, label, round(middle_x), round(middle_y), 0)
    return MapPart(href, box, [mark], is_part=True, outline=path_on(shape, frame))


def drawn_map() -> tuple[str, Frame] | None:
    """The address of the picture and how it lies in the world; None where nothing was imported."""
    for version, frame in _drawn():
        return reverse("places:map", kwargs={"version": version}), Frame(**frame)
    return None


_drawn = Prepared(lambda: StreetMap.objects.order_by("pk").values_list("version", "frame")[:1])


def _marks(places: Iterable[Place], frame: Frame) -> list[Mark]:
    """Places beyond the picture's edge, or of which nobody knows where they lie, have a number and no mark."""
    marks = []
    for number, place in enumerate(places, start=1):
        if place.latitude is None or place.longitude is None:
            continue
        x, y = (round(value) for value in frame.spot(place.longitude, place.latitude))
        if 0 <= x <= frame.width and 0 <= y <= frame.height:
            marks.append(Mark(number, place.label, x, y, round(FARTHEST / frame.unit) if place.is_blurred else 0))
    return marks
