"""What is found, and in which order: while it is fresh, and once it stands in the lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quartier.kernel.entries import search
from quartier.kernel.entries.search.words import stems_of
from quartier.kernel.entries.tests.search_texts import entry, titles

Settle = Callable[[], object]
pytestmark = [pytest.mark.django_db, pytest.mark.not_shared]

COMPOUNDS = [
    ("versammlung", "Mieterversammlung am Montag"),
    ("Mieter", "Mieterversammlung am Montag"),
    ("Versammlungen", "Einladung zur Jahreshauptversammlung"),
    ("fest", "Unser Straßenfest"),
    ("Strasse", "Unser Straßenfest"),
    ("rad", "Lastenrad zu verleihen"),
    ("Räder", "Zwei Lastenräder"),
    ("fahrrad", "Fahrradreparatur"),
    ("Reparatur", "Fahrradreparatur"),
    ("Wagen", "Kinderwagen gesucht"),
    ("Schlüssel", "Haustürschlüssel gefunden"),
    ("Tür", "Haustürschlüssel gefunden"),
    ("Nachbar", "Nachbarschaftsfest"),
    ("Müll", "Sperrmüll am Dienstag"),
    ("Garten", "Kindergartenfest"),
    ("Bürger", "Die Bürger:innenversammlung"),
    ("Verleih", "Cargobikeverleih"),
    ("Mieterversammlung", "Versammlung aller Mieter im Hof"),
    ("Haus", "Suche Hausmeister:in"),
    ("Platz", "Der Spielplatz ist offen"),
]
SPELLINGS = [
    ("strasse", "Straße"),
    ("STRASSE", "straße"),
    ("Straße", "Strasse"),
    ("muell", "Müll"),
    ("mull", "Müll"),
    ("Müll", "Muell"),
    ("haeuser", "Häuser"),
    ("Haus", "Häuser"),
    ("cafe", "Café"),
    ("istanbul", "İstanbul"),
    ("isik", "ışık"),
    ("yildiz", "Yıldız"),
    ("petrovic", "Petrović"),
    ("مدرسة", "مدرسة جديدة"),
    ("мед", "Меддопомога"),
    ("children", "Toys for children"),
    ("bike", "E-Bike"),
    ("12", "½ Brot"),
]


@pytest.fixture(params=["fresh", "in the lists"])
def settle(request: pytest.FixtureRequest) -> Settle:
    """Everything is asked twice: as it was just added, and as the job leaves it."""
    return (lambda: search.tidy(at_least=1)) if request.param == "in the lists" else (lambda: None)


@pytest.mark.parametrize(("typed", "title"), COMPOUNDS)
def test_a_part_finds_the_compound(typed: str, title: str, settle: Settle) -> None:
    entry(title)
    entry("Etwas ganz anderes")
    settle()
    assert titles(typed) == [title]


@pytest.mark.parametrize(("typed", "title"), SPELLINGS)
def test_spellings_find_each_other(typed: str, title: str, settle: Settle) -> None:
    entry(title)
    entry("Etwas ganz anderes")
    settle()
    assert titles(typed) == [title]


@pytest.mark.parametrize(
    ("typed", "title"), [("Sport", "Transport"), ("Fest", "Manifest"), ("Rat", "Heirat"), ("Ort", "Sport")]
)
def test_what_only_sounds_like_a_part_is_none(typed: str, title: str, settle: Settle) -> None:
    entry(title)
    settle()
    assert titles(typed) == []


def test_the_last_word_may_be_unfinished(settle: Settle) -> None:
    entry("Flohmarkt im Hof")
    settle()
    assert titles("floh") == titles("hof fl") == ["Flohmarkt im Hof"]
    assert titles("fl hof") == []
    assert titles("f") == []


def test_all_words_must_be_there_but_not_those_of_every_text(settle: Settle) -> None:
    entry("Flohmarkt im Hof", "Kuchen und Kaffee")
    entry("Flohmarkt am Rathaus")
    settle()
    assert titles("Flohmarkt Kuchen") == ["Flohmarkt im Hof"]
    assert titles("Wo ist der Flohmarkt am Rathaus?") == ["Flohmarkt am Rathaus"]
    assert titles("am") == ["Flohmarkt am Rathaus"]


def test_the_newest_come_first_and_a_title_counts_as_a_month(settle: Settle) -> None:
    entry("Alt", "Kuchen", days=0)
    entry("Kuchen", days=10)
    entry("Neu", "Kuchen", days=30)
    entry("Ganz neu", "Kuchen", days=41)
    settle()
    assert titles("Kuchen") == ["Ganz neu", "Kuchen", "Neu", "Alt"]


def test_what_begins_like_it_comes_after_the_word_itself(settle: Settle) -> None:
    entry("Radio", days=5)
    entry("Rad", days=0)
    settle()
    assert titles("Rad") == ["Rad", "Radio"]


def test_an_import_of_old_things_stays_below(settle: Settle) -> None:
    new = entry("Neu: Kuchen", days=200)
    settle()
    entry("Alt: Kuchen", days=0)
    settle()
    assert titles("Kuchen") == [new.title, "Alt: Kuchen"]


def test_forgotten_it_is_found_no_more_and_changed_by_its_new_words(settle: Settle) -> None:
    one, other = entry("Kuchen"), entry("Torte")
    settle()
    search.forget([one.pk, other.pk])
    search.add([other], {other.pk: ["public"]})
    assert titles("Kuchen") == []
    assert titles("Torte") == ["Torte"]
    other.title = "Waffeln"
    search.forget([other.pk])
    search.add([other], {other.pk: ["public"]})
    settle()
    assert titles("Torte") == []
    assert [found.pk for found in search.look(None, "Waffeln").entries] == [other.pk]
    assert search.indexed() == {other.pk}


def test_one_kind_or_facet_alone() -> None:
    entry("Kuchen", kind="help.offer")
    entry("Kuchen gesucht", kind="help.request")
    assert titles("Kuchen", also="help.request") == ["Kuchen gesucht"]
    search.tidy(at_least=1)
    assert titles("Kuchen", also="help.request") == ["Kuchen gesucht"]
    assert titles("Kuchen", also="help.request/errands") == []


def test_more_than_the_most_are_said_to_be_more() -> None:
    made = [entry("Kuchen", days=number) for number in range(3)]
    found = search.look(None, "Kuchen", size=2)
    assert ([one.pk for one in found.entries], found.total, found.is_more) == ([made[2].pk, made[1].pk], 3, False)
    assert [one.pk for one in search.look(None, "Kuchen", begin=2, size=2).entries] == [made[0].pk]


@pytest.mark.parametrize("typed", ["", " ", "\x00", "😀", "½½", "''\"", "NEAR(", "a AND OR NOT", "*", "%_", "-", ":D", "(" * 200, "x" * 5000, "ا" * 300, "\u202e", "\ud800", "1 2 3 4 5 6 7 8 9 10 11 12 13 14", "=titel", "@public", "#help.offer"])  # fmt: skip
def test_whatever_is_typed_is_harmless(typed: str, settle: Settle) -> None:
    entry("Kuchen")
    settle()
    assert titles(typed) == []


@pytest.mark.parametrize(
    "title", ["", "😀", "\u202eRTL", "x" * 200, "½", "'); DROP TABLE", "a" * 10 + " " * 50, "=kuch @public -"]
)
def test_whatever_is_written_is_harmless(title: str, settle: Settle) -> None:
    entry("Kuchen", title)
    settle()
    assert titles("Kuchen") == ["Kuchen"]


def test_what_a_text_speaks_of_is_the_same_for_one_bench_and_many() -> None:
    one, many = stems_of("Eine Bank"), stems_of("die Bänke")
    assert set(one) & set(many)
    assert stems_of("und die") == []
    assert len(stems_of("Bank Bank Bank")) == len(one)
