"""A made-up quarter of any size for measuring the search: few words often, very many seldom, as in real texts."""

# ruff: noqa: SIM905
from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from quartier.kernel.entries.models import Entry

FIRST = (
    "Garten Fahrrad Kinder Straßen Nachbarschafts Mieter Sommer Spiel Flohmarkt Wasch Haus Hof Senioren Bürger Wohnungs Müll "
    "Bücher Balkon Repair Hunde Katzen Schul Sport Tausch Tier Umzugs Vorlese Winter Weihnachts Keller Küchen Musik"
).split()
SECOND = (
    "fest versammlung treffen gruppe platz hilfe werkstatt raum verein schule laden tausch kiste abend kurs markt bank baum "
    "runde schlüssel wagen zimmer"
).split()
COMMON = (
    "und die der wir am ist für mit bei zu suche biete Samstag Nachbarn Hilfe Garten Wohnung Fahrrad Kinder Straße Abend "
    "gern bitte heute morgen jemand haben Woche Uhr"
).split()
SYLLABLES = "ba be bi bo bu da de di do fa fe ga ge ha he ka ke ki la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se ta te ti to wa we za".split()
WORDS = 150_000
KINDS = "help.offer", "help.request"
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
SPAN = 63_000_000  # seconds: two years
VIEWERS = {
    "70 keys": ["public", "members", "person:7", *(f"group:{n}" for n in range(18)), *(f"organisation:{n}" for n in range(50))],
    "two keys": ["public", "person:4321"],
    "nearly nothing": ["group:49", "person:4322"],
}  # fmt: skip


def vocabulary() -> list[str]:
    """The first are the most common."""
    compounds = [first + second for second in SECOND for first in FIRST]
    chance = Random(1)
    chance.shuffle(compounds)
    words = [*COMMON, *compounds]
    made = {"".join(chance.choice(SYLLABLES) for _ in range(chance.randint(3, 5))) for _ in range(WORDS)}
    return [*words, *(word.capitalize() for word in sorted(made, key=hash_of))]


def hash_of(word: str) -> int:
    return sum(ord(letter) * 31**place for place, letter in enumerate(word)) % 1_000_003


def entries_between(begin: int, end: int, *, of: int) -> Iterator[tuple[Entry, list[str]]]:
    """Entries number `begin` to `end` of so many, the oldest first, each with the keys that open it."""
    words, chance = vocabulary(), Random(begin)
    weights = list(accumulate(1 / place for place in range(1, len(words) + 1)))
    for number in range(begin, end):
        drawn = chance.choices(words, cum_weights=weights, k=chance.randint(25, 55))
        author = f"person:{chance.randrange(5000)}"
        entry = Entry(
            pk=number,
            kind=KINDS[number % 2],
            object_id=number,
            title=" ".join(drawn[:4]),
            text=" ".join(drawn[4:]),
            url="/",
            audience="members",
            published=BEGIN + timedelta(seconds=SPAN * number / of),
        )
        entry.keys = sorted({author, _audience(chance)})
        yield entry, entry.keys


def _audience(chance: Random) -> str:
    drawn = chance.random()
    if drawn < 0.6:
        return "members"
    if drawn < 0.7:
        return "public"
    if drawn < 0.85:
        return f"group:{chance.randrange(50)}"
    return f"organisation:{chance.randrange(60)}"
