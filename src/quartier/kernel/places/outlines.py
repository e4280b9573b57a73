"""What of OpenStreetMap is drawn on the street map: which lines and areas, of what kind, called what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Spot = tuple[float, float]  # longitude, latitude

KEYS = ("highway", "railway", "waterway", "natural", "leisure", "landuse", "building", "place", "amenity")
KINDS: dict[str, dict[str, str]] = {
    "building": {},  # any of them
    "highway": {
        **dict.fromkeys(("motorway", "trunk", "primary", "secondary", "tertiary"), "road"),
        **dict.fromkeys(("residential", "living_street", "unclassified", "pedestrian"), "street"),
        **dict.fromkeys(("footway", "path", "cycleway", "track"), "path"),
    },
    "railway": {"rail": "rail", "light_rail": "rail", "tram": "tram"},
    "waterway": {**dict.fromkeys(("river", "stream", "canal"), "brook"), "riverbank": "water"},
    "natural": {"water": "water", "wood": "wood"},
    "leisure": dict.fromkeys(("park", "garden", "playground", "pitch", "nature_reserve"), "green"),
    "landuse": {
        **dict.fromkeys(("grass", "meadow", "village_green", "recreation_ground"), "green"),
        **dict.fromkeys(("cemetery", "allotments", "orchard"), "green"),
        "forest": "wood",
    },
    "place": {"square": "square"},
    "amenity": {"school": "yard", "kindergarten": "yard"},
}
AREAS = ("wood", "green", "yard", "square", "water", "house")
LINES = ("brook", "path", "street", "road", "tram", "rail")


@dataclass(frozen=True, slots=True)
class Outline:
    """A line, or an area if its kind is one."""

    kind: str
    name: str
    corners: list[Spot]


def kind_of(tags: Mapping[str, str]) -> str:
    """How it is drawn; "" for what is left out. What lies under the ground isn't seen."""
    if tags.get("tunnel") in {"yes", "culvert"} or tags.get("location") == "underground":
        return ""
    if tags.get("building", "no") != "no":
        return "house"
    found = (KINDS[key][tags[key]] for key in KINDS if tags.get(key) in KINDS[key])
    return next(found, "")


def outline_of(tags: Mapping[str, str], corners: list[Spot]) -> Outline | None:
    kind = kind_of(tags)
    is_closed = len(corners) > 3 and corners[0] == corners[-1]
    if kind == "street" and is_closed and tags.get("highway") == "pedestrian":
        kind = "square"
    if len(corners) < 2 or not kind or (kind in AREAS and not is_closed):
        return None
    return Outline(kind, tags.get("name", "").strip(), corners)
