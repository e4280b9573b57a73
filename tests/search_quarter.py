"""A made-up quarter of any size for measuring the search: few words often, very many seldom, as in real texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import groupby
from random import Random

import numpy

from quartier.kernel.entries.search import sql
from quartier.kernel.entries.search.folding import append, block_of
from quartier.kernel.entries.search.sounds import sound_of
from quartier.kernel.entries.search.table import BITS_OF_SLOT
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
WORDS = 150_000  # made of syllables
MOST_USED = 2_500  # words whose lists are made
SELDOM = 5_000, 90_000  # and these
WORDS_EACH = 40  # of an entry
KINDS = "help.offer", "help.request"
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
SPAN = 63_000_000  # seconds: two years
VIEWERS = {
    "70 keys": ["public", "members", "person:7", *(f"group:{n}" for n in range(18)), *(f"organisation:{n}" for n in range(50))],
    "two keys": ["public", "person:4321"],
    "nearly nothing": ["group:49", "person:4322"],
}  # fmt: skip


@cache
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
    """Writes the lists of the words that are asked for and of all keys, as adding the entries `begin` to `end` would leave them.

    Entry 1 is the oldest, number `of` the newest. Rows of Entry aren't made, nor the lists of other words: the index is
    asked alone, and what isn't asked for isn't read.
    """
    words = vocabulary()
    shares = 1 / numpy.arange(1, len(words) + 1)
    shares /= shares.sum()
    of_term: dict[str, float] = {}
    for place in [*(at for at in range(MOST_USED) if _is_asked_for(at, words[at])), *SELDOM]:
        for term in meaning_of(words[place].lower()).terms:
            of_term[term] = of_term.get(term, 0) + shares[place]
    published = [int((BEGIN + timedelta(seconds=SPAN * number / of)).timestamp()) for number in range(begin, end)]
    for block, some in groupby(zip(range(begin, end), published, strict=True), key=lambda pair: block_of(pair[1])):
        _fill_month(block, list(some), of_term)
    learnt = {pair: place for place, word in enumerate(words, 1) for pair in meaning_of(word.lower()).spelt}
    sql.write(
        "INSERT INTO kernel_searchword (word, stem, sound, used) VALUES (%s, %s, %s, %s) ON CONFLICT (word) DO NOTHING",
        [(word, stem, sound_of(word), 10_000_000 // place) for (word, stem), place in learnt.items()],
    )


def _is_asked_for(place: int, word: str) -> bool:
    return place < 150 or "versammlung" in word or word.startswith("Ga")


def _fill_month(block: int, entries: list[tuple[int, int]], of_term: dict[str, float]) -> None:
    chance, picked = numpy.random.default_rng(entries[0][0]), Random(entries[0][0])
    first, count = _slots_before(block, len(entries)), len(entries)
    lists: dict[str, list[int]] = {}
    for term, share in of_term.items():
        there = numpy.flatnonzero(chance.random(count) < 1 - (1 - share) ** WORDS_EACH) + first
        in_title = there[chance.random(len(there)) < 0.1]
        lists |= {name: some.tolist() for name, some in ((term, there), (IN_TITLE + term, in_title)) if len(some)}
    for slot in range(first, first + count):
        for term in (f"@person:{picked.randrange(5000)}", f"@{_audience(picked)}", f"#{KINDS[slot % 2]}"):
            lists.setdefault(term, []).append(slot)
    append(block, lists)
    sql.write(
        "INSERT INTO kernel_searchnumber (number, entry_id, published) VALUES (%s, %s, %s)",
        [((block << BITS_OF_SLOT) + slot, number, moment) for slot, (number, moment) in enumerate(entries, first)],
    )


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
