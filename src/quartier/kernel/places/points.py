"""Where something lies. Apart from `area`, which needs shapely and with it 13 MB: pages need no more than this."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    latitude: float
    longitude: float
