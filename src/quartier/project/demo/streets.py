"""Writes the plan as an OpenStreetMap file: streets and brook in soft curves, and a house wherever one has room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise
from math import atan2, cos, degrees, hypot, radians
from xml.etree.ElementTree import Element, ElementTree, SubElement

import shapely
from shapely.affinity import rotate, translate
from shapely.geometry.base import BaseGeometry

from quartier.project.demo import plan
from quartier.project.demo.plan import Spot

NORTH, EAST = 50.0800, 9.3000  # of its south-west corner: fields in reality
METRES_A_DEGREE = 111_320
HOUSE_EVERY = 21  # metres
BEHIND = 17  # metres from the middle of the street to the middle of a house
WIDTHS, DEPTHS = (11, 13, 15, 12, 14), (10, 11, 12)
KERB = 8  # metres from the middle of a street in which nothing is built
STEPS = 8  # of a curve, from corner to corner
TOWN = {"addr:postcode": "00000", "addr:city": "Lindenau"}

Tags = dict[str, str]


def position(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude."""
    return NORTH + north / METRES_A_DEGREE, EAST + east / (METRES_A_DEGREE * cos(radians(NORTH)))


def outline() -> dict[str, object]:
    ring = [[longitude, latitude] for latitude, longitude in (position(*corner) for corner in plan.OUTLINE)]
    return {"type": "Polygon", "coordinates": [ring]}


def osm_file() -> ElementTree[Element]:
    """What OpenStreetMap would know of it: all nodes first, then the ways."""
    osm = Element("osm", version="0.6", generator="quartiersserver")
    numbers = count(1)
    for name, (tags, spot) in plan.PLACES.items():
        _node(osm, next(numbers), spot, {"name": name, **tags, **(TOWN if "addr:street" in tags else {})})
    ways = []
    for corners, tags in _ways():
        is_closed = corners[0] == corners[-1]
        nodes = [_node(osm, next(numbers), corner) for corner in (corners[:-1] if is_closed else corners)]
        ways.append(([*nodes, nodes[0]] if is_closed else nodes, tags))
    for nodes, tags in ways:
        way = SubElement(osm, "way", id=str(next(numbers)), version="1")
        for node in nodes:
            SubElement(way, "nd", ref=str(node))
        _tag(way, tags)
    return ElementTree(osm)


def _ways() -> Iterator[tuple[list[Spot], Tags]]:
    for name, street in plan.STREETS.items():
        yield curve(street.corners), {**street.tags, "name": name}
    for line in (plan.BROOK, plan.RAILWAY, plan.TRAM):
        yield curve(line.corners), line.tags
    for name, area in plan.AREAS.items():
        yield _ring(area), {**area.tags, "name": name}
    for house in plan.HOUSES:
        yield _ring(house), {"building": "yes", **house.tags, **(TOWN if "addr:street" in house.tags else {})}
    for street_name, number, corners in houses():
        yield corners, {"building": "yes", "addr:street": street_name, "addr:housenumber": str(number), **TOWN}


def houses() -> Iterator[tuple[str, int, list[Spot]]]:
    """Along each street, odd numbers on one side and even ones on the other, wherever a house has room."""
    ground = _Ground()
    given = {(house.tags.get("addr:street"), int(house.tags.get("addr:housenumber", 0))) for house in plan.HOUSES}
    for name, street in plan.STREETS.items():
        line, numbers = shapely.LineString(curve(street.corners)), (count(1, 2), count(2, 2))
        for step in range(1, int(line.length // HOUSE_EVERY) + 1) if street.has_houses else ():
            for side, number_of_side in enumerate(numbers):
                house = _house(line, step, side)
                if ground.has_room(house):
                    number = next(number for number in number_of_side if (name, number) not in given)
                    yield name, number, [(round(x, 1), round(y, 1)) for x, y in house.exterior.coords]


class _Ground:
    """What is built and planted already."""

    def __init__(self) -> None:
        areas = [shapely.Polygon(_ring(area)) for area in (*plan.AREAS.values(), *plan.HOUSES)]
        streets = [shapely.LineString(curve(street.corners)).buffer(KERB) for street in plan.STREETS.values()]
        lines = [shapely.LineString(curve(line.corners)).buffer(14) for line in (plan.BROOK, plan.RAILWAY)]
        square = shapely.Polygon(plan.STREETS["Lindenplatz"].corners)
        self.taken: BaseGeometry = shapely.union_all([*areas, *streets, *lines, square])
        self.houses: list[tuple[shapely.Point, BaseGeometry]] = []
        shapely.prepare(self.taken)

    def has_room(self, house: shapely.Polygon) -> bool:
        """Builds the house if it fits."""
        middle = house.centroid
        near = (other for at, other in self.houses if abs(at.x - middle.x) < 30 and abs(at.y - middle.y) < 30)
        if self.taken.intersects(house) or any(house.intersects(other) for other in near):
            return False
        self.houses.append((middle, house.buffer(2)))
        return True


def _house(line: shapely.LineString, step: int, side: int) -> shapely.Polygon:
    """Facing the street. None is like its neighbour, and each is the same whenever it is drawn."""
    metres = step * HOUSE_EVERY - HOUSE_EVERY / 2
    here, there = line.interpolate(metres), line.interpolate(metres + 1)
    east, north = there.x - here.x, there.y - here.y
    width, depth = WIDTHS[(step * 3 + side * 2) % len(WIDTHS)], DEPTHS[(step + side) % len(DEPTHS)]
    away = (BEHIND + (step * 7 + side * 3) % 4) * (1 if side else -1)
    box = shapely.box(-width / 2, -depth / 2, width / 2, depth / 2)
    turned: shapely.Polygon = rotate(box, degrees(atan2(north, east)))
    return translate(turned, here.x - north * away, here.y + east * away)


def _ring(area: plan.Area) -> list[Spot]:
    corners = [*area.corners, area.corners[0]]
    return curve(corners) if area.is_soft else corners


def curve(corners: list[Spot]) -> list[Spot]:
    """A soft line through all corners (Catmull and Rom's); closed if they are."""
    is_closed = corners[0] == corners[-1]
    before, after = (corners[-2], corners[1]) if is_closed else (corners[0], corners[-1])
    padded = [before, *corners, after]
    spots = [corners[0]]
    for index, (start, end) in enumerate(pairwise(corners)):
        steps = max(1, min(STEPS, round(hypot(end[0] - start[0], end[1] - start[1]) / 14)))
        easts, norths = ([corner[axis] for corner in padded[index : index + 4]] for axis in (0, 1))
        for at in (step / steps for step in range(1, steps + 1)):
            spots.append((round(_blend(easts, at), 1), round(_blend(norths, at), 1)))
    spots[-1] = corners[-1]
    return spots


def _blend(four: list[float], at: float) -> float:
    before, start, end, after = four
    return 0.5 * (
        2 * start
        + (end - before) * at
        + (2 * before - 5 * start + 4 * end - after) * at**2
        + (3 * start - before - 3 * end + after) * at**3
    )


def _node(osm: Element, number: int, spot: Spot, tags: Tags | None = None) -> int:
    latitude, longitude = position(*spot)
    node = SubElement(osm, "node", id=str(number), version="1", lat=f"{latitude:.7f}", lon=f"{longitude:.7f}")
    _tag(node, tags or {})
    return number


def _tag(element: Element, tags: Tags) -> None:
    for key, value in tags.items():
        SubElement(element, "tag", k=key, v=value)
