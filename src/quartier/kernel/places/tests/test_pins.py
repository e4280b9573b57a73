"""Many pins on one small picture."""

from __future__ import annotations

import random

import pytest
from django.template.loader import render_to_string

from quartier.kernel.places.pins import Box, Pin, PinMap, heaps, pin_map, whole_box, within

BOX = Box(8.85, 48.58, 8.89, 48.60).shaped()


def _scatter(number: int) -> list[Pin]:
    dice = random.Random(7)
    return [Pin(one, dice.uniform(48.58, 48.60), dice.uniform(8.85, 8.89)) for one in range(1, number + 1)]


def _map(pins: list[Pin], box: Box = BOX) -> PinMap:
    return pin_map(
        pins,
        box,
        part_url=lambda part: f"?box={part.word}",
        label=lambda count: f"{count} places",
        ones=lambda numbers: {number: (f"/{number}/", "one place") for number in numbers},
    )


def test_every_pin_is_counted_once() -> None:
    found = heaps(_scatter(500), BOX)
    assert sum(heap.size for heap in found) == 500
    assert len(found) <= 14 * 11


@pytest.mark.django_db
def test_a_page_with_thousands_of_pins_is_hardly_larger_than_one_with_hundreds() -> None:
    few = len(render_to_string("places/all_pins.html", {"map": _map(_scatter(300))}))
    many = len(render_to_string("places/all_pins.html", {"map": _map(_scatter(5_300))}))
    print(f"{few} and {many} letters")
    assert many < 2 * few
    assert many < 60_000


@pytest.mark.django_db
def test_going_closer_shows_fewer_and_leaves_none_out_of_sight() -> None:
    pins = _scatter(300)
    biggest = max(_map(pins).circles, key=lambda circle: circle.count)
    part = Box.from_word(biggest.url.removeprefix("?box="))
    assert part is not None
    closer = _map(pins, part)
    assert biggest.count <= closer.shown < 300
    assert closer.shown == len(within(pins, part))
    assert closer.shown + closer.elsewhere == 300
    assert part.metres < BOX.metres / 3


def test_pins_far_away_dont_make_the_picture_of_the_others_small() -> None:
    box = whole_box([*_scatter(200), Pin(0, 64.4, 25.0)])
    assert box is not None
    assert box.metres < 5_000


@pytest.mark.django_db
def test_without_any_pin_and_any_street_there_is_no_box() -> None:
    assert whole_box() is None


@pytest.mark.parametrize(
    "word", ["", "1,2,3", "a,b,c,d", "9,48,8,49", "8,49,9,48", "nan,1,2,3", "inf,1,2,3", "999,1,2,3"]
)
def test_an_address_that_somebody_shortened_is_no_box(word: str) -> None:
    assert Box.from_word(word) is None
