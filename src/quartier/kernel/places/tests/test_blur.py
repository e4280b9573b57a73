"""A house is shown at least 100 m from where it stands, always at the same spot."""

from statistics import fmean

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from quartier.kernel.people.models import Person
from quartier.kernel.places.blur import blurred, distance, metres_between, walking_minutes
from quartier.kernel.places.homes import home_of
from quartier.kernel.places.models import Address, Place
from quartier.kernel.places.points import Point

HERE = Point(48.5963, 8.8702)
points = st.builds(Point, st.floats(-70, 70), st.floats(-179, 179))


@given(points, st.text(max_size=80))
def test_the_shift_is_between_100_and_250_metres_also_after_rounding(exact: Point, household: str) -> None:
    public = blurred(exact, household)
    assert 100 <= metres_between(exact, public) <= 250
    assert (round(public.latitude, 5), round(public.longitude, 5)) == public


@given(points, st.text(max_size=80))
def test_one_household_has_one_shift(exact: Point, household: str) -> None:
    assert blurred(exact, household) == blurred(exact, household)


def test_many_entries_average_to_the_shifted_point_and_not_to_the_house() -> None:
    seen = [blurred(HERE, "schulstrasse 12") for _entry in range(1000)]
    mean = Point(fmean(point.latitude for point in seen), fmean(point.longitude for point in seen))
    assert metres_between(HERE, mean) >= 100


def test_neighbours_shifts_point_in_all_directions() -> None:
    """So nobody learns the shift of one house from that of another."""
    shifted = [blurred(HERE, f"schulstrasse {number}") for number in range(2000)]
    mean = Point(fmean(point.latitude for point in shifted), fmean(point.longitude for point in shifted))
    assert metres_between(HERE, mean) < 15
    assert len(set(shifted)) > 1900


def test_without_the_key_the_shift_is_unknown() -> None:
    before = blurred(HERE, "schulstrasse 12")
    with override_settings(SECRET_KEY="another server"):
        assert blurred(HERE, "schulstrasse 12") != before


def test_metres_are_metres() -> None:
    assert metres_between(Point(48.0, 9.0), Point(49.0, 9.0)) == pytest.approx(111_195, rel=1e-3)
    assert metres_between(Point(60.0, 9.0), Point(60.0, 10.0)) == pytest.approx(55_597, rel=1e-3)
    assert metres_between(HERE, HERE) == 0


def test_distances_come_from_public_positions_alone() -> None:
    one, other = Place(latitude=48.0, longitude=9.0), Place(latitude=48.01, longitude=9.0)
    assert distance(one, other) == pytest.approx(1112, rel=1e-2)
    assert distance(one, Place(name="irgendwo")) is None


def test_walking_takes_at_least_a_minute() -> None:
    assert [walking_minutes(metres) for metres in (0, 300, 1112)] == [1, 5, 19]


def test_a_home_is_where_it_is_shown_and_not_where_it_stands() -> None:
    house = Address(latitude=HERE.latitude, longitude=HERE.longitude, household="schulstrasse 12")
    home = home_of(Person(given_name="Ayşe", address=house))
    assert home == blurred(HERE, "schulstrasse 12")
    assert home is not None
    assert metres_between(HERE, home) >= 100
    assert home_of(Person(given_name="Jonas")) is None
