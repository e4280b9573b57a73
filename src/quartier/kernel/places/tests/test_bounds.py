"""Whether a pin lies in the quarter, in the sea, or was meant the other way round."""

from __future__ import annotations

import random
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.places.bounds import Lies, bounds_of, lies, quarter_bounds
from quartier.kernel.places.points import Point
from quartier.kernel.places.spots import OutsideButNear, spot_at
from quartier.kernel.quarter.models import Quarter
from quartier.kernel.refusals import Refused

WITH_A_HOLE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [
        [[8.85, 48.58], [8.89, 48.58], [8.88, 48.60], [8.87, 48.59], [8.86, 48.61], [8.85, 48.58]],
        [[8.86, 48.582], [8.87, 48.582], [8.87, 48.588], [8.86, 48.588], [8.86, 48.582]],
    ],
}


def test_inside_is_what_shapely_calls_inside() -> None:
    seed = 20261122
    print(f"seed {seed}")
    dice, bounds, area = random.Random(seed), bounds_of(WITH_A_HOLE), shape(WITH_A_HOLE)
    for _throw in range(3_000):
        point = Point(dice.uniform(48.57, 48.62), dice.uniform(8.84, 8.90))
        assert bounds.has(point) == shapely.contains_xy(area, point.longitude, point.latitude), point


@pytest.mark.parametrize(
    ("point", "where"),
    [
        (Point(48.59, 8.858), Lies.INSIDE),
        (Point(48.585, 8.865), Lies.NEAR),  # in the hole
        (Point(48.59, 8.90), Lies.NEAR),
        (Point(8.858, 48.59), Lies.SWAPPED),
        (Point(0, 0), Lies.FAR),
        (Point(54.5, 7.9), Lies.FAR),  # in the North Sea
    ],
)
def test_where_a_point_lies(point: Point, where: Lies) -> None:
    assert lies(point, bounds_of(WITH_A_HOLE)) is where


@pytest.mark.django_db
def test_the_quarters_outline_is_none_until_somebody_brings_it() -> None:
    Quarter.objects.update_or_create(pk=1, defaults={"area": None})
    assert quarter_bounds() is None
    Quarter.objects.update(area=WITH_A_HOLE)
    assert lies(Point(48.59, 8.858), quarter_bounds()) is Lies.INSIDE


def test_without_an_outline_nobody_knows() -> None:
    assert lies(Point(48.59, 8.858), None) is Lies.UNKNOWN


@pytest.mark.django_db
class TestSpots:
    @pytest.fixture
    def by(self) -> Actor:
        Quarter.objects.update_or_create(pk=1, defaults={"area": WITH_A_HOLE})
        return Actor(Person.objects.create(given_name="Ayşe", family_name="Demir", standing="member"))

    def test_a_pin_in_the_sea_is_refused(self, by: Actor) -> None:
        with pytest.raises(Refused, match="660 km"):
            spot_at("54.5, 7.9", by=by)

    def test_a_pin_just_outside_is_asked_about_once(self, by: Actor) -> None:
        with pytest.raises(OutsideButNear):
            spot_at("48.59, 8.90", by=by)
        assert spot_at("48.59, 8.90", by=by, may_lie_outside=True).longitude == 8.90

    def test_changed_about_it_is_put_right(self, by: Actor) -> None:
        place = spot_at("8.858, 48.59", by=by)
        assert (place.latitude, place.longitude) == (48.59, 8.858)
        assert not place.is_blurred

    def test_words_are_a_place_in_words(self, by: Actor) -> None:
        assert spot_at("hinter der Post", by=by).name == "hinter der Post"
