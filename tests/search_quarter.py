"""A made-up quarter of any size for measuring the search: few words often, very many seldom, as in real texts."""

# ruff: noqa: SIM905
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from random import Random
from typing import Any

import numpy

from quartier.kernel.entries.search import sql
from quartier.kernel.entries.search.folding import append, block_of
from quartier.kernel.entries.search.sounds import sound_of
from quartier.kernel.entries.search.words import IN_TITLE, meaning_of

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


def fill(begin: int, end: int, *, of: int) -> None:
    """Writes the lists as adding the entries `begin` to `end` and tidying would leave them, only much quicker.

    Entry 1 is the oldest, number `of` the newest. Rows of Entry aren't made: the index is asked alone.
    """
    words = vocabulary()
    meanings = [meaning_of(word.lower()) for word in words]
    names = sorted({term for meaning in meanings for term in meaning.terms})
    numbers = {term: number for number, term in enumerate(names)}
    of_word = [[numbers[term] for term in meaning.terms] for meaning in meanings]
    drawing = numpy.cumsum(1 / numpy.arange(1, len(words) + 1))
    used = numpy.zeros(len(words), dtype=int)
    published = [int((BEGIN + timedelta(seconds=SPAN * number / of)).timestamp()) for number in range(begin, end)]
    for block, some in groupby(zip(range(begin, end), published, strict=True), key=lambda pair: block_of(pair[1])):
        used += _fill_month(block, list(some), names, of_word, drawing)
    spelt = {pair: int(count) for meaning, count in zip(meanings, used, strict=True) if count for pair in meaning.spelt}
    sql.write(
        "INSERT INTO kernel_searchword (word, stem, sound, used) VALUES (%s, %s, %s, %s) ON CONFLICT (word) DO UPDATE"
        " SET used = kernel_searchword.used + excluded.used",
        [(word, stem, sound_of(word), count) for (word, stem), count in spelt.items()],
    )


def _fill_month(
    block: int, entries: list[tuple[int, int]], names: list[str], of_word: list[list[int]], drawing: Any
) -> Any:
    chance = numpy.random.default_rng(entries[0][0])
    count = len(entries)
    drawn = numpy.searchsorted(drawing, chance.random((count, 40)) * drawing[-1])
    pairs = []
    for column in range(40):
        for slot, word in enumerate(drawn[:, column].tolist()):
            for term in of_word[word]:
                pairs.append(term << 24 | slot)
                if column < 4:
                    pairs.append((term + len(names)) << 24 | slot)
    both = numpy.unique(numpy.array(pairs, dtype=numpy.int64))
    first = _slots_before(block, count)
    terms, slots = both >> 24, (both & ((1 << 24) - 1)) + first
    begins = numpy.flatnonzero(numpy.concatenate(([True], terms[1:] != terms[:-1])))
    all_names = [*names, *(IN_TITLE + name for name in names)]
    lists = {
        all_names[terms[start]]: slots[start:stop].tolist()
        for start, stop in zip(begins, [*begins[1:], len(both)], strict=True)
    }
    picked = Random(entries[0][0])
    for slot in range(first, first + count):
        for term in (f"@person:{picked.randrange(5000)}", f"@{_audience(picked)}", f"#{KINDS[slot % 2]}"):
            lists.setdefault(term, []).append(slot)
    append(block, lists)
    sql.write(
        "INSERT INTO kernel_searchnumber (number, entry_id, published) VALUES (%s, %s, %s)",
        [((block << 24) + slot, number, moment) for slot, (number, moment) in enumerate(entries, first)],
    )
    return numpy.bincount(drawn.ravel(), minlength=len(of_word))


def _slots_before(block: int, count: int) -> int:
    known = sql.rows("SELECT used FROM kernel_searchblock WHERE block = %s", [block])
    before = int(known[0][0]) if known else 0
    sql.write(
        "INSERT INTO kernel_searchblock (block, used) VALUES (%s, %s) ON CONFLICT (block) DO UPDATE SET used = excluded.used",
        [(block, before + count)],
    )
    return before


def _audience(chance: Random) -> str:
    drawn = chance.random()
    if drawn < 0.6:
        return "members"
    if drawn < 0.7:
        return "public"
    if drawn < 0.85:
        return f"group:{chance.randrange(50)}"
    return f"organisation:{chance.randrange(60)}"
