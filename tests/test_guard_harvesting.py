"""Harvesting (quality.md, S9): what somebody with an account of their own and a lot of patience learns about where others live."""

from __future__ import annotations

import random
import statistics
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import neighbour
from quartier.kernel.guarded.models import Why
from quartier.kernel.guarded.reading import read_address
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.blur import blurred, metres_between
from quartier.kernel.places.homes import minutes_to
from quartier.kernel.places.models import Address
from quartier.kernel.places.points import Point
from quartier.kernel.refusals import Refused
from tests.guards import SEED, Opening, openings, within

SOUTH, WEST, HIGH = 48.58, 8.84, 0.04  # some three by four kilometres
CANARY = "471181"  # a house number, and the last digits of where it stands, that occur nowhere else


def house(chance: random.Random, number: object) -> Address:
    return Address.objects.create(
        street_name="Harvestallee",
        house_number=str(number),
        household=f"harvestallee|{number}",
        searchable=f"harvestallee {number}",
        sort_key=f"harvestallee {number}",
        latitude=SOUTH + HIGH * chance.random(),
        longitude=WEST + HIGH * chance.random(),
    )


def living_at(address: Address, name: str = "Nele") -> Person:
    person = neighbour(name, f"Nachbarin {address.pk}")
    Person.objects.filter(pk=person.pk).update(address=address, visibility={"address": "members"})
    return Person.objects.select_related("address").get(pk=person.pk)


def test_no_house_is_shown_nearer_than_100_metres_and_all_of_one_household_at_one_spot(count: Any) -> None:
    chance, tried = random.Random(SEED), 0
    for number in range(3000):
        exact = Point(SOUTH + HIGH * chance.random(), WEST + HIGH * chance.random())
        shown = {blurred(exact, f"house {number}") for _entry in range(2)}
        assert len(shown) == 1, "averaging many would lead to the house"
        assert 100 <= metres_between(exact, shown.pop()) <= 250
        tried += 1
    count("S9 houses", tried)


@pytest.mark.django_db
def test_whoever_measures_from_everywhere_finds_the_shifted_spot_and_not_the_house(count: Any) -> None:
    """Trilateration: the attacker moves again and again, and notes how many minutes on foot each time.

    They even know where their own home is shown. From forty homes the shown spot can be worked out, and it is all there is.
    """
    chance = random.Random(SEED)
    homes = [living_at(house(chance, number)) for number in range(40)]
    from_house, from_shown = [], []
    for number in range(10):
        victim = house(chance, f"v{number}")
        exact, place = Point(victim.latitude or 0, victim.longitude or 0), place_at(by=None, address=victim)
        shown = Point(place.latitude or 0, place.longitude or 0)
        told = [
            (known, minutes)
            for home in homes
            if (minutes := minutes_to(place, home)) is not None and (known := shown_home(home)) is not None
        ]
        guess = where_it_fits_best(told)
        from_house.append(metres_between(guess, exact))
        from_shown.append(metres_between(guess, shown))
    count("S9 houses measured from 40 homes", len(from_house))
    assert min(from_house) > 60, f"a house was found to within {min(from_house):.0f} m"
    assert statistics.median(from_house) > 100, sorted(from_house)
    assert statistics.median(from_shown) < 60, "The attack itself must be a good one."


def shown_home(person: Person) -> Point | None:
    """Where anybody sees that somebody lives: worked out apart from what the page asks."""
    address = person.address
    if address is None:
        return None
    return blurred(Point(address.latitude or 0, address.longitude or 0), address.household)


def where_it_fits_best(told: list[tuple[Point, int]]) -> Point:
    """A grid that grows finer around the spot whose walks fit best: 1.3 times as the crow flies, 75 metres a minute."""
    best, step = Point(SOUTH + HIGH / 2, WEST + HIGH / 2), HIGH / 8
    while step > 0.00005:
        around = [
            Point(best.latitude + step * north, best.longitude + step * east)
            for north in range(-4, 5)
            for east in range(-4, 5)
        ]
        best = min(
            around, key=lambda spot: sum((metres_between(spot, home) * 1.3 / 75 - walk) ** 2 for home, walk in told)
        )
        step /= 2
    return best


@pytest.mark.django_db
def test_whoever_asks_for_one_address_after_another_sees_twenty(cast: Cast, count: Any) -> None:
    houses = [living_at(house(random.Random(SEED), number)) for number in range(30)]
    assert sum(_is_shown(person, cast.other) for person in houses) == 20
    assert sum(_is_shown(person, cast.other) for person in houses) == 20, "the same twenty again, and no more"
    count("S9 addresses asked for", 60)


@pytest.mark.django_db(transaction=True)
def test_thirty_at_the_same_moment_are_no_way_round_it(count: Any) -> None:
    attacker, houses = neighbour(), [living_at(house(random.Random(SEED), number)) for number in range(30)]

    def ask(person: Person) -> bool:
        try:
            return _is_shown(person, attacker)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(ask, houses)) == 20
    count("S9 addresses asked for at once", len(houses))


def _is_shown(person: Person, reader: Person) -> bool:
    try:
        return bool(read_address(person, by=Actor(reader), why=Why.PROFILE))
    except Refused:
        return False


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_no_page_names_a_house_or_where_it_stands(cast: Cast, count: Any) -> None:
    look_for_houses(cast, count, seconds=2)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_none_of_all_pages_names_a_house_or_where_it_stands(cast: Cast, count: Any) -> None:
    look_for_houses(cast, count, seconds=3600)


def look_for_houses(cast: Cast, count: Any, *, seconds: float) -> None:
    """Everybody lives at a house with this number and these digits; nobody else's page may show them."""
    pages = openings(cast, most=60 if seconds < 60 else 10_000)
    address = house(random.Random(SEED), CANARY)
    Address.objects.filter(pk=address.pk).update(latitude=48.5 + 1e-8 * 471181, longitude=8.8 + 1e-8 * 471181)
    Person.objects.exclude(pk=cast.other.pk).update(address=address, visibility={"address": "members"})
    for person in (cast.owner, cast.moderator, *Person.objects.exclude(pk=cast.other.pk)[:20]):
        pages.append(Opening(f"profile of {person}", f"/people/{person.pk}/", cast.other, {}))
    wrong, tried = [], 0
    for page in within(seconds, pages):
        if " by its owner" in page.name or " by a key holder" in page.name:  # their own house
            continue
        answer = page.client().get(page.url)
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        tried += 1
        for said in (CANARY, "48.50471", "8.80471", "48,50471", "8,80471"):
            if said in text:
                wrong.append(f"{page}: …{text[max(0, text.index(said) - 60) : text.index(said) + 20]}")
    count("S9 pages of others", tried)
    assert not wrong, "\n".join(wrong)
