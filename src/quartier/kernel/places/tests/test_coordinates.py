"""Coordinates as people bring them."""

from __future__ import annotations

import pytest

from quartier.kernel.places.coordinates import coordinates_of, looks_like_coordinates, point_of_numbers
from quartier.kernel.places.points import Point
from quartier.kernel.refusals import Refused

HERE = Point(48.5934, 8.8701)


@pytest.mark.parametrize(
    "text",
    [
        "48.5934, 8.8701",
        "48.5934,8.8701",
        "48,5934 8,8701",
        "48,5934, 8,8701",
        "48,5934; 8,8701",
        "48.5934/8.8701",
        " 48.5934°  8.8701° ",
        "N 48.5934, O 8.8701",
        "48.5934° N, 8.8701° E",
        "48° 35' 36.24\" N 8° 52' 12.36\" E",
        "geo:48.5934,8.8701",
        "https://www.openstreetmap.org/#map=17/48.5934/8.8701",
        "https://www.openstreetmap.org/?mlat=48.5934&mlon=8.8701",
        "https://www.google.com/maps/@48.5934,8.8701,17z",
    ],
)
def test_many_ways_to_write_one_spot(text: str) -> None:
    assert coordinates_of(text) == HERE
    assert looks_like_coordinates(text)


@pytest.mark.parametrize("text", ["", "48", "hinter der Post", "N 8 N 9", "91, 8", "48.5, 181", "1 2 3", "9" * 400])
def test_what_is_no_spot_is_refused_with_an_example_of_one(text: str) -> None:
    with pytest.raises(Refused):
        coordinates_of(text)


@pytest.mark.parametrize("text", ["Marktplatz 3", "Straße des 17. Juni 135", "S 21"])
def test_an_address_is_not_taken_for_coordinates(text: str) -> None:
    assert not looks_like_coordinates(text)


def test_the_south_and_the_west_are_less_than_nothing() -> None:
    assert coordinates_of("33.9° S, 70.6° W") == Point(-33.9, -70.6)


def test_metres_of_the_swiss_survey_as_the_city_of_zurich_writes_them() -> None:
    assert point_of_numbers(1_245_604, 2_683_920) == Point(47.35594, 8.54942)


def test_metres_of_the_german_survey_with_and_without_their_zone() -> None:
    """The tower of Ulm's minster, by the state's own conversion to a metre or two."""
    assert point_of_numbers(5_361_735, 573_625) == point_of_numbers(5_361_735, 32_573_625)
    found = point_of_numbers(5_361_735, 573_625)
    assert abs(found.latitude - 48.4034) < 0.002
    assert abs(found.longitude - 9.9951) < 0.002


def test_the_middle_of_a_zone_is_where_everybody_knows_it() -> None:
    """On the zone's middle meridian, the arc from the equator to 48° north is 5,318,407 m, shortened by 0.9996."""
    found = point_of_numbers(5_316_279.9, 500_000)
    assert found.longitude == 9.0
    assert abs(found.latitude - 48.0) < 0.0002
