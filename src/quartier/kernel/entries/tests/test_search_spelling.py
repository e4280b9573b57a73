"""Mistypes that people really make, and what is never told because of them."""

from __future__ import annotations

import pytest

from quartier.kernel.entries import search
from quartier.kernel.entries.search.sounds import sound_of
from quartier.kernel.entries.search.spelling import mistakes
from quartier.kernel.entries.tests.search_texts import entry, titles

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared]

TITLES = [
    "Flohmarkt im Hof",
    "Mieterversammlung",
    "Fahrradreparatur",
    "Straßenfest",
    "Sperrmüll rausstellen",
    "Bohrmaschine zu verleihen",
    "Nachbarschaftshilfe",
    "Kinderwagen gesucht",
    "Bürgerbegehren Tempo 30",
    "Weihnachtsmarkt",
    "Hausaufgabenbetreuung",
    "Schlüsselbund gefunden",
    "Gemüsekiste",
    "Spielplatz gesperrt",
    "Wohnungstausch",
    "Katze entlaufen",
    "Rollator abzugeben",
    "Klavierunterricht",
    "Physiotherapie",
    "Stammtisch",
]
TYPED = [
    ("flomarkt", 0),
    ("mieterversamlung", 1),
    ("farradreperatur", 2),
    ("strasenfest", 3),
    ("spermüll", 4),
    ("bohrmaschiene", 5),
    ("nachbarschaftshife", 6),
    ("kinderwaagen", 7),
    ("bürgerbegeren", 8),
    ("weinachtsmarkt", 9),
    ("hausaufgabenbetreung", 10),
    ("schlüselbund", 11),
    ("gemüsekitse", 12),
    ("spielpatz", 13),
    ("wonungstausch", 14),
    ("kaze entlaufen", 15),
    ("rolator", 16),
    ("klavirunterricht", 17),
    ("fysiotherapie", 18),
    ("stamtisch", 19),
]


@pytest.mark.parametrize("is_tidied", [False, True])
def test_what_is_mistyped_is_found_all_the_same(is_tidied: bool) -> None:
    for title in TITLES:
        entry(title)
    if is_tidied:
        search.tidy(at_least=1)
    wrong = {typed: titles(typed) for typed, number in TYPED if titles(typed)[:1] != [TITLES[number]]}
    assert not wrong


def test_what_was_looked_for_instead_is_told_as_it_is_written() -> None:
    entry("Großer FLOHMARKT")
    entry("Mülltonne gesucht")
    assert search.look(None, "flomarkt").instead == {"flomarkt": "FLOHMARKT"}
    assert search.look(None, "müllltonne").instead == {"müllltonne": "Mülltonne"}
    assert search.look(None, "mülltonne").instead == {}


@pytest.mark.parametrize("is_tidied", [False, True])
def test_no_word_is_told_that_the_viewer_finds_nowhere(is_tidied: bool) -> None:
    entry("Scheidungsanwalt", keys=["person:99"])
    entry("Kuchen mit Scheidungsanwalt", keys=["moderators"])
    entry("Kuchen")
    if is_tidied:
        search.tidy(at_least=1)
    for typed in ("scheidungsanwald", "kuchen scheidungsanwald", "scheidungsanwalt", "scheidungsanw"):
        found = search.look(None, typed)
        assert (found.entries, found.instead) == ([], {})


def test_a_visible_word_is_preferred_to_a_nearer_one_that_is_not() -> None:
    entry("Tanne", keys=["person:99"])
    entry("Tante Emma")
    search.tidy(at_least=1)
    assert search.look(None, "tanse").instead == {"tanse": "Tante"}


@pytest.mark.parametrize("typed", ["abcd", "12345", "x", "kuchen4711", "ππππ", "ааааа", "z" * 40])
def test_what_is_like_nothing_finds_nothing(typed: str) -> None:
    entry("Kuchen")
    search.tidy(at_least=1)
    assert search.look(None, typed).entries == []


def test_mistakes_are_counted_as_damerau_and_levenshtein_do() -> None:
    pairs = [
        ("kuchen", "kuchn", 1),
        ("kuchen", "kcuhen", 1),
        ("kuchen", "kochen", 1),
        ("abc", "xyz", 3),
        ("a", "abcdef", 4),
    ]
    assert [mistakes(one, other) for one, other, _far in pairs] == [far for _one, _other, far in pairs]


def test_words_that_sound_alike_sound_alike() -> None:
    for one, other in (("fahrrad", "farrat"), ("physik", "fisik"), ("meier", "maier"), ("wikipedia", "vigibetia")):
        assert sound_of(one) == sound_of(other) or len(sound_of(one)) < 3
    assert sound_of("wikipedia") == "3412"
    assert sound_of("мир") == sound_of("a1") == ""
