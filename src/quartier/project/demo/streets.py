"""The made-up quarter's streets, drawn by hand on a grid of metres and written as an OpenStreetMap file."""

from __future__ import annotations

from itertools import count, pairwise
from math import cos, hypot, radians
from xml.etree.ElementTree import Element, ElementTree, SubElement

NORTH, EAST = 50.0800, 9.3000  # of its south-west corner: fields in reality
METRES_A_DEGREE = 111_320
HOUSE_EVERY = 24  # metres
BEHIND = 12  # metres from the middle of the street to a house

# Each street as its corners, in metres east and north of the south-west corner.
STREETS = {
    "Lindenallee": [(60, 520), (420, 500), (900, 520)],
    "Schulstraße": [(200, 120), (210, 510), (240, 860)],
    "Gartenstraße": [(60, 300), (460, 290), (880, 330)],
    "Kirchgasse": [(420, 500), (440, 700), (500, 860)],
    "Am Treffpunkt": [(640, 300), (650, 510)],
    "Gerberweg": [(60, 120), (400, 100), (760, 130)],
    "Mühlbachstraße": [(760, 130), (790, 520), (760, 860)],
    "Rosenweg": [(240, 700), (440, 700)],
    "Bergstraße": [(240, 860), (500, 860), (760, 860)],
    "Amselweg": [(400, 100), (460, 290)],
    "Sonnenhang": [(500, 860), (620, 700), (790, 690)],
    "Bahnhofstraße": [(880, 330), (900, 520), (940, 760)],
}
PLACES = (
    ("Nachbarschaftstreff Linde", {"amenity": "community_centre", "wheelchair": "yes"}, (645, 420)),
    ("Stadtteilbücherei", {"amenity": "library", "opening_hours": "Tu-Fr 10:00-18:00; Sa 10:00-13:00"}, (230, 540)),
    ("Bäckerei Krume", {"shop": "bakery", "opening_hours": "Mo-Sa 06:30-18:00"}, (440, 520)),
    ("Kita Regenbogen", {"amenity": "kindergarten"}, (420, 270)),
    ("Gemeinde St. Martin", {"amenity": "place_of_worship"}, (470, 720)),
    ("Lindenapotheke", {"amenity": "pharmacy"}, (520, 515)),
    ("Spielplatz am Mühlbach", {"leisure": "playground"}, (800, 600)),
)
OUTLINE = [(0, 60), (980, 60), (980, 900), (0, 900), (0, 60)]


def position(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude."""
    return NORTH + north / METRES_A_DEGREE, EAST + east / (METRES_A_DEGREE * cos(radians(NORTH)))


def outline() -> dict[str, object]:
    ring = [[longitude, latitude] for latitude, longitude in (position(*corner) for corner in OUTLINE)]
    return {"type": "Polygon", "coordinates": [ring]}


def osm_file() -> ElementTree[Element]:
    """What OpenStreetMap would know of it."""
    osm = Element("osm", version="0.6", generator="quartiersserver")
    numbers = count(1)
    ways: list[tuple[str, list[int]]] = []
    for name, corners in STREETS.items():
        ways.append((name, [_node(osm, next(numbers), corner) for corner in corners]))
        for house, spot in enumerate(_houses(corners), start=1):
            tags = {
                "addr:street": name,
                "addr:housenumber": str(house),
                "addr:postcode": "00000",
                "addr:city": "Lindenau",
            }
            _node(osm, next(numbers), spot, tags)
    for name, tags, spot in PLACES:
        _node(osm, next(numbers), spot, {"name": name, **tags})
    for name, nodes in ways:
        way = SubElement(osm, "way", id=str(next(numbers)), version="1")
        for node in nodes:
            SubElement(way, "nd", ref=str(node))
        _tag(way, {"highway": "residential", "name": name})
    return ElementTree(osm)


def _houses(corners: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Along the street, odd numbers on one side and even ones on the other."""
    spots: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in pairwise(corners):
        length = hypot(x1 - x0, y1 - y0)
        along, across = ((x1 - x0) / length, (y1 - y0) / length), (-(y1 - y0) / length, (x1 - x0) / length)
        for step in range(1, int(length // HOUSE_EVERY)):
            for side in (-BEHIND, BEHIND):
                metres = step * HOUSE_EVERY
                spots.append((x0 + along[0] * metres + across[0] * side, y0 + along[1] * metres + across[1] * side))
    return spots


def _node(osm: Element, number: int, spot: tuple[float, float], tags: dict[str, str] | None = None) -> int:
    latitude, longitude = position(*spot)
    node = SubElement(osm, "node", id=str(number), version="1", lat=f"{latitude:.7f}", lon=f"{longitude:.7f}")
    _tag(node, tags or {})
    return number


def _tag(element: Element, tags: dict[str, str]) -> None:
    for key, value in tags.items():
        SubElement(element, "tag", k=key, v=value)
