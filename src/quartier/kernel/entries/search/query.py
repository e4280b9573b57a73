"""Asking the search index: which entries have all the words and are opened by one of the keys, the newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from quartier.kernel.entries.search import sql
from quartier.kernel.entries.search.folding import GONE, Fresh
from quartier.kernel.entries.search.lists import Slots
from quartier.kernel.entries.search.months import Month, Months, Ways, terms_of
from quartier.kernel.entries.search.table import BITS_OF_SLOT
from quartier.kernel.entries.search.words import IN_TITLE, Word

MOST = 300  # the newest so many are put in order; older ones are not shown
BEGINNINGS = {2: 30, 3: 40}  # letters → words that an unfinished one may become, the most used first
MOST_BEGINNINGS = 60
FIRST_ENTRIES = 4_000  # the newest months that hold so many are asked first
MEASURED = 2  # of the newest months, whose lists tell which are short
AT_ONCE = 3  # further months whose long lists are read along with the short ones: that saves a question to the database
BONUS = 30 * 24 * 3600  # seconds that an entry counts as younger for each: all in the title; the very words


class Hit(NamedTuple):
    """An entry that was found. The later its `rank`, the better."""

    rank: int
    published: int
    entry_id: int


@dataclass
class Wanted:
    """One word of the question as terms of the index."""

    word: Word
    may_go_on: bool = False  # it may be the beginning of a longer word
    beginnings: list[str] = field(default_factory=list)  # the stems of such

    @property
    def ways(self) -> list[Sequence[str]]:
        """One of these, with all its terms."""
        return [*ways_of(self.word), *([stem] for stem in self.beginnings if stem != self.word.stem)]

    @property
    def terms(self) -> set[str]:
        return {self.word.stem, *self.word.parts, *self.beginnings}


def ways_of(word: Word) -> list[Sequence[str]]:
    """How an entry has the very word: as a stem, or as the parts of a compound."""
    return [[word.stem], word.parts] if word.parts else [[word.stem]]


@dataclass
class Question:
    """What somebody with these keys asks for; `also`: a kind or facet that it must be."""

    wanted: list[Wanted]
    keys: frozenset[str] | None  # terms; None: whoever may see it
    also: str = ""

    @property
    def factors(self) -> list[Ways]:
        """All that an entry must have."""
        keys = [[[key] for key in self.keys]] if self.keys is not None else []
        return [*(wanted.ways for wanted in self.wanted), *keys, *([[[self.also]]] if self.also else [])]

    def only(self, wanted: Wanted) -> Question:
        """The same question with this word alone."""
        return Question([wanted], self.keys, self.also)

    @property
    def details(self) -> set[str]:
        """The terms that are needed only where all of that meets."""
        return {GONE, *(IN_TITLE + wanted.word.stem for wanted in self.wanted)}


class State(NamedTuple):
    """What each question needs to know: what the lists don't say yet, and how many entries each month has."""

    fresh: Sequence[Fresh]
    used: dict[int, int]


@dataclass
class Answer:
    """The newest hits in their order, and whether there were more."""

    hits: list[Hit]
    is_more: bool


def ask(question: Question, state: State, months: Months) -> Answer:
    """The newest that it finds, put in order. `months`: what was read for a question like this one, and room for more."""
    found = [hit for row in state.fresh if (hit := _fresh_hit(question, row))]
    crossed_out = {row.number for row in state.fresh if row.number is not None}
    numbers: dict[int, int] = {}  # number → how often it counts as younger
    for block, slots in meeting(question, state, months):
        numbers |= _in_month(question, block, months[block], slots, crossed_out)
        if len(numbers) > MOST:
            break
    found += _hits(numbers)
    found.sort(key=lambda hit: (hit.published, hit.entry_id), reverse=True)
    return Answer(sorted(found[:MOST], reverse=True), len(found) > MOST)


def meeting(question: Question, state: State, months: Months) -> Iterator[tuple[int, Slots]]:
    """Month by month, the newest first: what has all the words and is opened by one of the keys.

    All lists of the newest months are read at once. They tell which are short; of the other months these are read first,
    the long ones only where the short ones meet, and so many months at once as should be enough.
    """
    blocks, newest = sorted(state.used, reverse=True), newest_blocks(state)
    months.read(terms_of(question.factors) | question.details, newest)
    factors = months.shortest_first(question.factors, newest[:MEASURED])
    some, portions, asked, found = newest, [factors], 0, 0
    while some:
        for block, slots in _meeting_in(some, portions, question.details, months):
            found += len(slots)
            yield block, slots
        blocks, asked = blocks[len(some) :], asked + sum(state.used[block] for block in some)
        enough = 2 * asked * max(MOST - found, 1) // found if found else sum(state.used.values())
        some = _holding(enough, blocks, state)
        portions = [factors] if len(some) <= AT_ONCE else _in_portions(factors)


def newest_blocks(state: State) -> list[int]:
    return _holding(FIRST_ENTRIES, sorted(state.used, reverse=True), state)


def _holding(entries: int, blocks: Sequence[int], state: State) -> list[int]:
    """The first of these months that hold so many."""
    before = accumulate((state.used[block] for block in blocks), initial=0)
    return [block for block, count in zip(blocks, before, strict=False) if count < entries]


def _in_portions(factors: list[Ways]) -> list[list[Ways]]:
    """One, then two, then four …"""
    portions, size = [], 1
    while factors:
        portions.append(factors[:size])
        factors, size = factors[size:], size * 2
    return portions


def _meeting_in(
    blocks: Sequence[int], portions: Sequence[Sequence[Ways]], details: set[str], months: Months
) -> Iterator[tuple[int, Slots]]:
    left: dict[int, Slots | None] = dict.fromkeys(blocks)
    for number, factors in enumerate(portions, 1):
        terms = terms_of(factors)
        months.read(terms | details if number == len(portions) else terms, left)
        left = {block: found for block, slots in left.items() if (found := months[block].matching(factors, slots))}
    for block, slots in left.items():
        if slots and (found := slots - months[block].list_of(GONE)):
            yield block, found


def finds(question: Question, state: State, months: Months) -> bool:
    """Whether it finds anything, by lists that are read already as far as they are."""
    return finds_in_fresh(question, state) or any(True for _month in meeting(question, state, months))


def finds_in_fresh(question: Question, state: State) -> bool:
    return any(_fresh_hit(question, row) for row in state.fresh)


def count(question: Question, state: State, months: Months, blocks: Sequence[int]) -> int:
    """How much it finds in these months, by lists that are read already."""
    fresh = sum(_fresh_hit(question, row) is not None for row in state.fresh)
    return fresh + sum(len(months[block].matching(question.factors)) for block in blocks)


def read_state(beginning: str = "") -> tuple[State, list[str]]:
    """What is fresh, the months, and the stems of the most used words that begin so: all in one question to the database.

    A month comes as a row whose number is below zero, a stem as one whose number is zero.
    """
    stems = (
        " UNION ALL SELECT * FROM (SELECT 0, 0, 0, stem, '' FROM kernel_searchword WHERE word >= %s AND word < %s"
        " ORDER BY used DESC, word LIMIT %s) AS stems"
    )
    most = BEGINNINGS.get(len(beginning), MOST_BEGINNINGS)
    found = sql.rows(
        f"SELECT {', '.join(Fresh._fields)} FROM kernel_searchfresh"  # noqa: S608
        f" UNION ALL SELECT -block, used, 0, '', '' FROM kernel_searchblock{stems if beginning else ''}",
        [beginning, beginning + "\U0010ffff", most] if beginning else [],
    )
    fresh = [Fresh(*row) for row in found if row[0] > 0]
    begun = list(dict.fromkeys(row[3] for row in found if row[0] == 0))
    return State(fresh, {-row[0]: row[1] for row in found if row[0] < 0}), begun


def may_go_on(full: str) -> bool:
    return len(full) >= min(BEGINNINGS)


def _in_month(
    question: Question, block: int, month: Month, found: Slots, crossed_out: Collection[int]
) -> dict[int, int]:
    newest = found.newest(MOST + 1 + len(crossed_out))
    exact = in_title = set(newest)
    for wanted in question.wanted:
        exact = month.among(ways_of(wanted.word), exact)
        in_title = month.among([[IN_TITLE + wanted.word.stem]], in_title)
    first = block << BITS_OF_SLOT
    return {first + slot: (slot in exact) + (slot in in_title) for slot in newest if first + slot not in crossed_out}


def _hits(numbers: dict[int, int]) -> list[Hit]:
    """The entries behind the highest numbers."""
    some = sorted(numbers, reverse=True)[: MOST + 1]
    if not some:
        return []
    is_one, values = sql.among(some)
    known = sql.rows(
        f"SELECT number, entry_id, published FROM kernel_searchnumber WHERE number {is_one}",  # noqa: S608
        values,
    )
    return [Hit(published + BONUS * numbers[number], published, entry_id) for number, entry_id, published in known]


def _fresh_hit(question: Question, row: Fresh) -> Hit | None:
    """The same question to one entry that isn't in the lists yet."""
    if not row.terms or (question.also and f" {question.also} " not in row.terms):
        return None
    is_exact = is_in_title = True
    for wanted in question.wanted:
        word = wanted.word
        has_stem = f" {word.stem} " in row.terms
        has_parts = bool(word.parts) and all(f" {part} " in row.terms for part in word.parts)
        begins = wanted.may_go_on and f" {word.full}" in row.words
        if not (has_stem or has_parts or begins):
            return None
        is_exact &= has_stem or has_parts
        is_in_title &= f" {IN_TITLE}{word.stem} " in row.terms
    if question.keys is not None and not any(f" {key} " in row.terms for key in question.keys):
        return None
    return Hit(row.published + BONUS * (is_exact + is_in_title), row.published, row.entry_id)
