"""What an extract of OpenStreetMap says of one thing, and which of its tags we read."""

from __future__ import annotations

from dataclasses import dataclass

Tags = dict[str, str]

HOUSE_NUMBER = "addr:housenumber"
POINT_KEYS = ("amenity", "shop", "office", "leisure", "club", "craft", "healthcare")


@dataclass(frozen=True, slots=True)
class Box:
    south: float
    west: float
    north: float
    east: float

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude, longitude."""
        return round((self.south + self.north) / 2, 7), round((self.west + self.east) / 2, 7)

    def joined(self, other: Box) -> Box:
        south, west = min(self.south, other.south), min(self.west, other.west)
        return Box(south, west, max(self.north, other.north), max(self.east, other.east))


@dataclass(frozen=True, slots=True)
class Found:
    """An object of the map that we keep, and where it lies."""

    osm_id: str
    tags: Tags
    latitude: float
    longitude: float
