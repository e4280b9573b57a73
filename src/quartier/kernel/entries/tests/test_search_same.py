"""The same questions give the same answers on both databases: they stand in search_expected.json.

After a change that is meant to change answers: QUARTIER_WRITE_EXPECTED=1 ./quartier test --sqlite <this file>, and look at
what git says changed.
"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.tests.search_texts import BEGIN

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared]

EXPECTED = Path(__file__).with_name("search_expected.json")
THINGS = [
    "Mieterversammlung", "Straßenfest", "Fahrradreparatur", "Kinderwagen", "Flohmarkt", "Bohrmaschine", "Sperrmüll",
    "Nachbarschaftshilfe", "Gemüsekiste", "Spielplatz", "Haustürschlüssel", "Klavierunterricht", "Weihnachtsmarkt",
    "Lastenrad", "Hausaufgabenbetreuung", "Stammtisch", "Waschmaschine", "Büchertausch", "Hochbeet", "Mittagstisch",
    "Bürgerbegehren", "Tempo-30-Zone", "Laternenumzug", "Repair-Café", "Kita-Platz", "Hundesitter", "Krötenwanderung",
    "Grünflächenpatenschaft", "Tiefgarage", "Wohnungssuche",
]  # fmt: skip
SENTENCES = [
    "Wer hat am Samstag Zeit?", "Ich suche Hilfe beim Tragen.", "Das Rad steht im Hof.", "Kinder sind willkommen.",
    "Wir treffen uns vor dem Rathaus.", "Bitte keine Müllsäcke auf die Straße stellen!", "Kaffee und Kuchen gibt es auch.",
    "Ayşe und Johannes räumen danach auf.", "Merhaba, we speak English too.", "مرحبا بالجيران", "Допоможемо сусідам",
    "Die Häuser in der Gasse bekommen neue Fenster.", "Am Wochenende ist der Garten offen.", "Wer weiß, wem der Schlüssel gehört?",
    "Das kostet 12,50 €.", "Meldet euch bei Frau Özdemir im 3. Stock.",
]  # fmt: skip
ASKED = [
    "versammlung", "Mieter", "fest", "strasse", "Straße", "fahrrad", "rad", "Räder", "reparatur", "wagen", "kinder", "kind",
    "floh", "markt", "maschine", "waschmaschine", "müll", "muell", "mull", "nachbar", "hilfe", "hilf", "gemüse", "kiste",
    "platz", "spielplatz", "schlüssel", "haus", "häuser", "tür", "unterricht", "klavier", "tausch", "bücher", "buch", "tisch",
    "beet", "cafe", "café", "kita", "tempo 30", "hund", "umzug", "grün", "garage", "wohnung", "suche wohnung", "ayse",
    "ozdemir", "merhaba", "neighbour", "english", "مرحبا", "сусід", "12", "50", "flomarkt", "mieterversamlung", "spermüll",
    "kinder garten", "fest samstag", "rathaus flohmarkt", "hof", "zeit", "wer", "gasse fenster", "xyzzy", "k", "ka", "st",
]  # fmt: skip


def number_of(entry: Entry) -> int:
    return entry.object_id


def fill() -> None:
    keys = [["public"], ["members"], ["public", "person:1"], ["group:7"]]
    for number in range(300):
        chance = Random(number)
        drawn = chance.sample(THINGS, 2)
        entry = Entry(
            kind=chance.choice(["help.offer", "help.request"]),
            object_id=number,
            title=f"{drawn[0]} {chance.choice(['gesucht', 'am Montag', 'abzugeben', 'für alle'])}",
            text=f"{' '.join(chance.sample(SENTENCES, 3))} {drawn[1]}.",
            url="/",
            audience="public",
            keys=keys[number % 4],
            published=BEGIN + timedelta(hours=chance.randrange(9_000)),
        )
        entry.save()
        search.add([entry], {entry.pk: entry.keys})


@pytest.mark.parametrize("is_tidied", [False, True])
def test_both_databases_answer_as_it_is_written(is_tidied: bool) -> None:
    fill()
    if is_tidied:
        search.tidy(at_least=1)
    told = {
        f"{asked}{kind and ' in ' + kind} {'in the lists' if is_tidied else 'fresh'}": [
            *map(number_of, search.look(None, asked, also=kind, size=40).entries)
        ]
        for asked in ASKED
        for kind in ("", "help.offer")
    }
    known = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}
    if os.environ.get("QUARTIER_WRITE_EXPECTED"):
        lines = [
            f"{json.dumps(asked, ensure_ascii=False)}: {numbers}"
            for asked, numbers in sorted({**known, **told}.items())
        ]
        EXPECTED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    else:
        assert {asked: numbers for asked, numbers in told.items() if known.get(asked) != numbers} == {}
    assert sum(map(len, told.values())) > 500
