"""Many pins on one small picture."""

from __future__ import annotations

import random

import pytest
from django.template.loader import render_to_string

from quartier.kernel.places.models import Place
from quartier.kernel.places.pins import Box, PinMap, heaps, pin_map, whole_box

pytestmark = pytest.mark.django_db
NAMES = {"latitude": "latitude", "longitude": "longitude"}
BOX = Box(8.85, 48.58, 8.89, 48.60).shaped()


def _scatter(number: int) -> None:
    dice = random.Random(7)
    Place.objects.bulk_create(
        Place(name=str(one), latitude=dice.uniform(48.58, 48.60), longitude=dice.uniform(8.85, 8.89))
        for one in range(number)
    )


def _map(box: Box = BOX) -> PinMap:
    return pin_map(
        Place.objects.all(),
        box,
        total=Place.objects.count(),
        part_url=lambda part: f"?box={part.word}",
        label=lambda count: f"{count} places",
        ones=lambda numbers: {number: (f"/{number}/", "one place") for number in numbers},
        **NAMES,
    )


def test_every_pin_is_counted_once() -> None:
    _scatter(500)
    found = heaps(Place.objects.all(), BOX, **NAMES)
    assert sum(heap.count for heap in found) == 500
    assert len(found) <= 14 * 11


def test_a_page_with_thousands_of_pins_is_hardly_larger_than_one_with_hundreds() -> None:
    _scatter(300)
    few = len(render_to_string("places/all_pins.html", {"map": _map()}))
    _scatter(5_000)
    many = len(render_to_string("places/all_pins.html", {"map": _map()}))
    print(f"{few} and {many} letters")
    assert many < 2 * few
    assert many < 60_000


def test_going_closer_shows_fewer_and_leaves_none_out_of_sight() -> None:
    _scatter(300)
    whole = _map()
    biggest = max(whole.circles, key=lambda circle: circle.count)
    part = Box.from_word(biggest.url.removeprefix("?box="))
    assert part is not None
    closer = _map(part)
    assert biggest.count <= closer.shown < 300
    assert closer.shown + closer.elsewhere == 300
    assert part.metres < BOX.metres / 3


def test_pins_far_away_dont_make_the_picture_of_the_others_small() -> None:
    _scatter(200)
    Place.objects.create(name="Lappland", latitude=64.4, longitude=25.0)
    box = whole_box(Place.objects.all(), **NAMES)
    assert box is not None
    assert box.metres < 5_000
    assert _map(box).elsewhere >= 1


def test_without_any_pin_there_is_no_box() -> None:
    Place.objects.create(name="irgendwo")
    assert whole_box(Place.objects.all(), **NAMES) is None


@pytest.mark.parametrize(
    "word", ["", "1,2,3", "a,b,c,d", "9,48,8,49", "8,49,9,48", "nan,1,2,3", "inf,1,2,3", "999,1,2,3"]
)
def test_an_address_that_somebody_shortened_is_no_box(word: str) -> None:
    assert Box.from_word(word) is None
