"""Where the names stand on the street map: along their street, or in the middle of their park; none over another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees

import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

Shapes = Mapping[str, Sequence[tuple[str, BaseGeometry]]]

SIZES = {"road": 17.0, "street": 15.0, "brook": 15.0, "square": 15.0, "green": 15.0, "water": 14.0}  # at 1,400 units
A_LETTER = 0.54  # of its size: how wide
TRIES = (0.5, 0.35, 0.65, 0.25, 0.75)  # where along the street
STRAIGHT = 0.96  # the way as the crow flies, of the way along the street
MOST = 160


@dataclass(frozen=True)
class Label:
    text: str
    x: float
    y: float
    angle: float
    size: float
    ink: str

    @property
    def ground(self) -> BaseGeometry:
        """What it covers."""
        half = len(self.text) * self.size * A_LETTER / 2
        box = shapely.box(self.x - half, self.y - self.size, self.x + half, self.y + self.size * 0.2)
        return shapely.affinity.rotate(box, self.angle, (self.x, self.y))


def lettering(shapes: Shapes, width: int) -> Iterator[Label]:
    """The important ones first; what finds no room is left out: the list beside the map has it."""
    taken: list[BaseGeometry] = []
    count = 0
    for kind, full_size in SIZES.items():
        for name, geometries in _by_name(shapes.get(kind, ())):
            size = full_size * max(0.8, min(1.3, width / 1_400))
            for label in _places_for(kind, name, geometries, size):
                ground = label.ground
                if count < MOST and not any(ground.intersects(other) for other in taken):
                    taken.append(ground)
                    count += 1
                    yield label
                    break


def _by_name(named: Sequence[tuple[str, BaseGeometry]]) -> list[tuple[str, list[BaseGeometry]]]:
    """The longest first."""
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for name, geometry in named:
        if name and not geometry.is_empty:
            found[name].append(geometry)
    return sorted(found.items(), key=lambda item: -sum(one.length for one in item[1]))


def _places_for(kind: str, name: str, geometries: list[BaseGeometry], size: float) -> Iterator[Label]:
    if kind in {"green", "water", "square"}:
        largest = max(geometries, key=lambda one: float(one.area))
        west, _south, east, _north = largest.bounds
        if east - west > len(name) * size * A_LETTER * 0.8:
            middle = largest.representative_point()
            yield Label(name, middle.x, middle.y, 0, size, "letters-soft")
        return
    ink = "letters-water" if kind == "brook" else "letters"
    for line in _longest_lines(geometries):
        for share in TRIES:
            if label := _along(line, share, name, size, ink):
                yield label


def _longest_lines(geometries: list[BaseGeometry]) -> list[BaseGeometry]:
    lines = [part for one in geometries for part in shapely.get_parts(one) if part.geom_type == "LineString"]
    merged = shapely.line_merge(shapely.MultiLineString(lines)) if lines else shapely.MultiLineString([])
    return sorted(shapely.get_parts(merged), key=lambda line: -float(line.length))[:2]


def _along(line: BaseGeometry, share: float, name: str, size: float, ink: str) -> Label | None:
    """There, if the street runs straight enough for the whole name; never upside down."""
    wide = len(name) * size * A_LETTER
    start = line.length * share - wide / 2
    if start < 0 or start + wide > line.length:
        return None
    here, there = line.interpolate(start), line.interpolate(start + wide)
    if here.distance(there) < wide * STRAIGHT:
        return None
    angle = degrees(atan2(there.y - here.y, there.x - here.x))
    angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
    middle = line.interpolate(start + wide / 2)
    across = shapely.affinity.rotate(shapely.Point(0, size * 0.34), angle, (0, 0))
    return Label(name, middle.x + across.x, middle.y + across.y, angle, size, ink)
