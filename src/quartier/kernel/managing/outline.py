"""The quarter's outline as a small picture, without a map: enough to see whether it is the right one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

SIZE = 300.0


@dataclass(frozen=True)
class Drawing:
    """An SVG path, and how wide and high the outline is in kilometres."""

    path: str
    width: float
    height: float
    width_km: str
    height_km: str


def drawing_of(area: Mapping[str, Any] | None) -> Drawing | None:
    rings = list(_rings(area)) if area else []
    corners = [corner for ring in rings for corner in ring]
    if not corners:
        return None
    west, east = min(x for x, _y in corners), max(x for x, _y in corners)
    south, north = min(y for _x, y in corners), max(y for _x, y in corners)
    shrink = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * shrink, north - south
    scale = SIZE / max(wide, high, 1e-9)
    path = " ".join(
        "M" + " L".join(f"{(x - west) * shrink * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring) + " Z"
        for ring in rings
    )
    return Drawing(
        path,
        round(wide * scale, 1),
        round(high * scale, 1),
        _kilometres(wide),
        _kilometres(high),
    )


def _kilometres(degrees: float) -> str:
    return number_format(round(degrees * 111.32, 1), 1)  # number_format alone cuts off


def _rings(area: Mapping[str, Any]) -> Iterator[list[tuple[float, float]]]:
    polygons = area["coordinates"] if area["type"] == "MultiPolygon" else [area["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(corner[0], corner[1]) for corner in ring]
