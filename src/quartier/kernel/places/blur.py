"""Where a house is shown: 100 to 250 m away from where it stands, always in the same place.

The shift is drawn from a keyed hash of the house. Everything shared from one household carries the same shift, so any
number of entries averages to the shifted point and to nothing else; without the key nobody can undo it.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from math import asin, cos, degrees, pi, radians, sin, sqrt

from django.conf import settings

from quartier.kernel.places.models import Place
from quartier.kernel.places.points import Point

NEAREST = 100.0
FARTHEST = 250.0
_MARGIN = 2.0  # rounding to five decimals moves a point by less than 1 m
_DECIMALS = 5
_EARTH = 6_371_008.8
_METRES_A_MINUTE = 75  # 4.5 km/h
_DETOUR = 1.3  # streets don't run straight


def blurred(exact: Point, household: str) -> Point:
    """The public position of a house. Every direction, and every spot of the ring around it, is equally likely."""
    digest = hmac.digest(_key(), household.encode(), sha256)
    direction = 2 * pi * _fraction(digest[:8])
    inner, outer = NEAREST + _MARGIN, FARTHEST - _MARGIN
    length = sqrt(inner**2 + _fraction(digest[8:16]) * (outer**2 - inner**2))
    north = degrees(length * cos(direction) / _EARTH)
    east = degrees(length * sin(direction) / (_EARTH * cos(radians(exact.latitude))))
    return Point(round(exact.latitude + north, _DECIMALS), round(exact.longitude + east, _DECIMALS))


def metres_between(one: Point, other: Point) -> float:
    """On the sphere, as the crow flies."""
    south, north = radians(one.latitude), radians(other.latitude)
    across = sin(radians(other.longitude - one.longitude) / 2) ** 2
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * across
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


def position(place: Place) -> Point | None:
    """Where the place may be shown; None if nobody knows where it lies."""
    if place.latitude is None or place.longitude is None:
        return None
    return Point(place.latitude, place.longitude)


def distance(one: Place, other: Place) -> float | None:
    """Metres between the *public* positions: a distance from the house itself would give it away."""
    here, there = position(one), position(other)
    return None if here is None or there is None else metres_between(here, there)


def walking_minutes(metres: float) -> int:
    """Whole minutes on foot, at least one."""
    return max(1, round(metres * _DETOUR / _METRES_A_MINUTE))


def _key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"quartier.places.blur", sha256)


def _fraction(eight_bytes: bytes) -> float:
    return int.from_bytes(eight_bytes) / 2**64
