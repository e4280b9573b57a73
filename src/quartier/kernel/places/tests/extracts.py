"""Tiny extracts written by the tests themselves, and the real ones where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from django.db.models import Model

from quartier.kernel.places.models import Address, PointOfInterest, Street

_CHECKOUT = Path(__file__).resolve().parents[5]
SHARED = Path(os.environ.get("QUARTIER_SHARED_DATA", _CHECKOUT.parent / "shared" / "data"))
HERRENBERG = SHARED / "osm-herrenberg"
LIECHTENSTEIN = SHARED / "osm-liechtenstein"

needs_herrenberg = pytest.mark.skipif(not HERRENBERG.is_dir(), reason=f"no real extract at {HERRENBERG}")
needs_liechtenstein = pytest.mark.skipif(not LIECHTENSTEIN.is_dir(), reason=f"no real extract at {LIECHTENSTEIN}")

Tags = dict[str, str]


class Town:
    """Collects objects and writes them as OSM XML."""

    def __init__(self) -> None:
        self.nodes: dict[int, tuple[float, float, Tags]] = {}
        self.ways: dict[int, tuple[list[int], Tags]] = {}
        self.relations: dict[int, tuple[list[int], Tags]] = {}

    def node(self, number: int, latitude: float, longitude: float, tags: Tags | None = None) -> Town:
        self.nodes[number] = (latitude, longitude, tags or {})
        return self

    def house(
        self, number: int, street: str, house_number: str, latitude: float, longitude: float, **more: str
    ) -> Town:
        tags = {"addr:street": street, "addr:housenumber": house_number}
        tags |= {f"addr:{key}": value for key, value in more.items()}
        return self.node(number, latitude, longitude, {key: value for key, value in tags.items() if value})

    def way(self, number: int, nodes: list[int], tags: Tags) -> Town:
        self.ways[number] = (nodes, tags)
        return self

    def relation(self, number: int, ways: list[int], tags: Tags) -> Town:
        self.relations[number] = (ways, tags)
        return self

    def xml(self) -> str:
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="test">']
        for number, (latitude, longitude, tags) in sorted(self.nodes.items()):
            lines.append(f'<node id="{number}" version="1" lat="{latitude}" lon="{longitude}">{_tags(tags)}</node>')
        for number, (nodes, tags) in sorted(self.ways.items()):
            refs = "".join(f'<nd ref="{node}"/>' for node in nodes)
            lines.append(f'<way id="{number}" version="1">{refs}{_tags(tags)}</way>')
        for number, (ways, tags) in sorted(self.relations.items()):
            members = "".join(f'<member type="way" ref="{way}" role="outer"/>' for way in ways)
            lines.append(f'<relation id="{number}" version="1">{members}{_tags(tags)}</relation>')
        return "\n".join([*lines, "</osm>"])

    def write(self, folder: Path, name: str = "town.osm") -> Path:
        file = folder / name
        file.write_text(self.xml())
        return file


def small_town() -> Town:
    """Two streets, five houses (one of them a way, one a relation, one twice), a library and a market square."""
    town = Town()
    town.node(1, 48.600, 8.870).node(2, 48.600, 8.872).node(3, 48.601, 8.872).node(4, 48.601, 8.870)
    town.way(10, [1, 2], {"highway": "residential", "name": "Schulstraße"})
    town.way(11, [2, 3], {"highway": "residential", "name": "Schulstraße"})
    town.way(12, [3, 4], {"highway": "residential", "name": "Marktplatz"})
    town.way(13, [1, 4], {"highway": "footway"})
    city = {"postcode": "71083", "city": "Herrenberg"}
    town.house(20, "Schulstraße", "12", 48.6002, 8.8704, **city)
    town.house(21, "Schulstraße", "12a", 48.6003, 8.8706, **city)
    town.house(22, "Schulstraße", "120", 48.6004, 8.8708)
    town.node(30, 48.6010, 8.8710).node(31, 48.6012, 8.8710).node(32, 48.6012, 8.8714).node(33, 48.6010, 8.8714)
    market = {"addr:street": "Marktplatz", "addr:housenumber": "3", "addr:postcode": "71083", "addr:city": "Herrenberg"}
    town.way(40, [30, 31, 32, 33, 30], {"building": "yes", **market})
    town.node(50, 48.6011, 8.8712, {"amenity": "library", "name": "Bücherei", "email": "a@example.org", **market})
    town.node(60, 48.6020, 8.8720).node(61, 48.6024, 8.8720).node(62, 48.6024, 8.8728)
    town.way(70, [60, 61, 62, 60], {})
    town.relation(80, [70], {"type": "multipolygon", "addr:housenumber": "5", "addr:place": "Aussiedlerhof"})
    town.relation(81, [70], {"type": "site", "addr:housenumber": "6"})
    town.way(71, [60, 61, 62, 60], {"highway": "pedestrian", "area": "yes", "amenity": "marketplace", "name": "Markt"})
    town.node(90, 48.6, 8.87, {"amenity": "bench", "name": "Sitzbank"})
    return town


def dump() -> list[list[dict[str, object]]]:
    """Every row that an import could change, with its number."""
    models: list[type[Model]] = [Street, Address, PointOfInterest]
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def _tags(tags: Tags) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
