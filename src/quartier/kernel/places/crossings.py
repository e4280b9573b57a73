"""Outlines that cross themselves or each other so often that sorting them out would take hours: a few kilobytes suffice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

MOST_CROSSINGS = 20_000  # sorted out in a second
MOST_NEAR = 10_000_000  # pairs of sides of which each lies where the other may be; at once, too


def is_scribble(polygons: Iterable[BaseGeometry]) -> bool:
    """Whether there are more crossings than anybody draws who means an area. Looks no further once it knows."""
    sides = _sides(polygons)
    tree, batch = shapely.STRtree(sides), max(1, MOST_NEAR // max(1, len(sides)))
    near, crossings = 0, 0
    for start in range(0, len(sides), batch):
        one, other = tree.query(sides[start : start + batch])
        near += len(one)
        crossings += int(shapely.crosses(sides[start + one], sides[other]).sum()) // 2
        if crossings > MOST_CROSSINGS or near > MOST_NEAR:
            return True
    return False


def _sides(polygons: Iterable[BaseGeometry]) -> Any:
    lines = map(shapely.get_coordinates, shapely.get_rings(shapely.get_parts(list(polygons))))
    ends = [np.stack([line[:-1], line[1:]], axis=1) for line in lines]
    return shapely.linestrings(np.concatenate(ends)) if ends else np.array([], dtype=object)
