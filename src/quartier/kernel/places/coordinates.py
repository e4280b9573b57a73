"""Coordinates as people bring them: degrees with points or commas, minutes and seconds, a link to a map, a survey's metres."""

from __future__ import annotations

import re
from math import asinh, atan, atanh, cos, cosh, degrees, sin, sinh, sqrt

from django.utils.translation import gettext as _

from quartier.kernel.places.points import Point
from quartier.kernel.refusals import Refused

MOST_LETTERS = 300
_DECIMALS = 5  # a metre
_NUMBER = r"-?\d{1,3}(?:[.,]\d+)?"
_PAIR = re.compile(rf"({_NUMBER})\s*°?\s*(?:[,;/\s]\s*)({_NUMBER})\s*°?")
_IN_LINKS = (
    re.compile(r"[#&?]map=\d+(?:\.\d+)?/(-?\d+\.\d+)/(-?\d+\.\d+)"),
    re.compile(r"mlat=(-?\d+\.\d+)&(?:amp;)?mlon=(-?\d+\.\d+)"),
    re.compile(r"(?:@|geo:|[?&](?:q|ll|query)=)(-?\d+\.\d+),(-?\d+\.\d+)"),
)
_ANGLE = r"""(\d{1,3}(?:[.,]\d+)?)\s*(?:°|º|\s)?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|″|”))?"""
_BEFORE = re.compile(rf"([NSEWO])\s*{_ANGLE}[\s,;]*", re.IGNORECASE)
_BEHIND = re.compile(rf"{_ANGLE}\s*([NSEWO])[\s,;]*", re.IGNORECASE)
_SWISS = ((2_480_000, 2_840_000), (1_070_000, 1_300_000))
_GERMAN = ((250_000, 950_000), (5_200_000, 6_150_000))  # UTM 32 and 33 look alike; 32 is what towns write


def coordinates_of(text: str) -> Point:
    """What somebody typed or copied from a map; refused in a sentence where it can't be read."""
    text = " ".join(text.replace("−", "-").split())
    found = None if len(text) > MOST_LETTERS else _in_link(text) or _lettered(text) or _pair(text)
    if found is None:
        raise Refused(_("Coordinates look like this: 48.5934, 8.8701 (north first, then east)."), "coordinates")
    return _checked(*found)


def looks_like_coordinates(text: str) -> bool:
    """Whether somebody meant coordinates, so that a mistake in them is told instead of taken for a street's name."""
    has_words = re.search(r"[^\W\d_NSEWO]", text) is not None
    return ("://" in text or text.startswith("geo:")) or (not has_words and len(re.findall(r"\d+", text)) >= 2)


def point_of_numbers(north: float, east: float) -> Point:
    """Two numbers of a table: degrees, or the metres of the Swiss or German survey."""
    if _within(east, _SWISS[0]) and _within(north, _SWISS[1]):
        return _swiss(east, north)
    if _within(north, _GERMAN[1]) and _within(east % 1_000_000, _GERMAN[0]):
        return _utm(east % 1_000_000, north, zone=33 if 33_000_000 <= east < 34_000_000 else 32)
    return _checked(north, east)


def _within(number: float, limits: tuple[int, int]) -> bool:
    return limits[0] <= number <= limits[1]


def _checked(north: float, east: float) -> Point:
    if not (abs(north) <= 90 and abs(east) <= 180):
        raise Refused(_("These are no degrees: the north is at most 90, the east at most 180."), "coordinates")
    return Point(round(north, _DECIMALS), round(east, _DECIMALS))


def _in_link(text: str) -> tuple[float, float] | None:
    found = next((match for pattern in _IN_LINKS if (match := pattern.search(text))), None)
    return (float(found[1]), float(found[2])) if found else None


def _pair(text: str) -> tuple[float, float] | None:
    """ "48,59 8,87", "48,59, 8,87" and "48.59,8.87" alike."""
    pattern = rf"(-?\d{{1,3}}\.\d+)\s*,\s*(-?\d{{1,3}}\.\d+)|{_PAIR.pattern}"
    match = re.fullmatch(pattern, text)
    if match is None:
        return None
    north, east = (match[1], match[2]) if match[1] else (match[3], match[4])
    return _number(north), _number(east)


def _lettered(text: str) -> tuple[float, float] | None:
    """ "N 48° 35' 36.2\" E 8° 52'" and "48.59° N, 8.87° O" (Ost)."""
    is_before = text[:1].upper() in {"N", "S", "E", "W", "O"}
    pattern = _BEFORE if is_before else _BEHIND
    if not re.fullmatch(f"(?:{pattern.pattern}){{2}}", text, re.IGNORECASE):
        return None
    axes: dict[str, float] = {}
    for parts in pattern.findall(text):
        letter, angle = (parts[0], parts[1:]) if is_before else (parts[3], parts[:3])
        size = sum(_number(part or "0") / share for part, share in zip(angle, (1, 60, 3600), strict=True))
        axes["north" if letter.upper() in {"N", "S"} else "east"] = -size if letter.upper() in {"S", "W"} else size
    return (axes["north"], axes["east"]) if len(axes) == 2 else None


def _number(word: str) -> float:
    return float(word.replace(",", "."))


def _swiss(east: float, north: float) -> Point:
    """LV95 to degrees by swisstopo's own formula: right to a metre."""
    y, x = (east - 2_600_000) / 1_000_000, (north - 1_200_000) / 1_000_000
    longitude = 2.6779094 + 4.728982 * y + 0.791484 * y * x + 0.1306 * y * x**2 - 0.0436 * y**3
    latitude = 16.9023892 + 3.238272 * x - 0.270978 * y**2 - 0.002528 * x**2 - 0.0447 * y**2 * x - 0.0140 * x**3
    return _checked(latitude * 100 / 36, longitude * 100 / 36)


def _utm(east: float, north: float, zone: int) -> Point:
    """ETRS89 / UTM to degrees after Krüger, to the third power of the flattening: right to a centimetre."""
    n = 1 / (2 * 298.257222101 - 1)
    radius = 6_378_137 / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi, eta = north / (0.9996 * radius), (east - 500_000) / (0.9996 * radius)
    factors = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    turns = [(2 * number, factor) for number, factor in enumerate(factors, start=1)]
    down = xi - sum(factor * sin(turn * xi) * cosh(turn * eta) for turn, factor in turns)
    across = eta - sum(factor * cos(turn * xi) * sinh(turn * eta) for turn, factor in turns)
    tau = sin(down) / sqrt(sinh(across) ** 2 + cos(down) ** 2)
    eccentricity = 2 * sqrt(n) / (1 + n)
    latitude = _latitude_of(tau, eccentricity)
    return _checked(degrees(latitude), degrees(atan(sinh(across) / cos(down))) + zone * 6 - 183)


def _latitude_of(tau: float, eccentricity: float) -> float:
    """From the sphere to the ellipsoid, by a few steps towards it."""
    latitude = atan(tau)
    for _step in range(5):
        bent = eccentricity * sin(latitude)
        latitude = atan(sinh(asinh(tau) + eccentricity * atanh(bent)))
    return latitude
