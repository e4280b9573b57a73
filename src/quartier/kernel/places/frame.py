"""How the drawn street map lies in the world."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

METRES_A_DEGREE = 111_320


@dataclass(frozen=True)
class Frame:
    """From degrees to the picture's units, which are metres where the quarter isn't larger than two kilometres."""

    west: float
    north: float
    unit: float
    width: int
    height: int

    def spot(self, longitude: float, latitude: float) -> tuple[float, float]:
        across = METRES_A_DEGREE * cos(radians(self.north))
        return (longitude - self.west) * across / self.unit, (self.north - latitude) * METRES_A_DEGREE / self.unit
