"""Asking the search index: which entries have all the words and are opened by one of the keys, the newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quartier.kernel.entries.search import sql
from quartier.kernel.entries.search.folding import GONE, Fresh
from quartier.kernel.entries.search.lists import Packed, Slots, union
from quartier.kernel.entries.search.table import BITS_OF_SLOT
from quartier.kernel.entries.search.words import IN_TITLE, Word

MOST = 300  # the newest so many are put in order; older ones are not shown
BEGINNINGS = {2: 30, 3: 40}  # letters → words that an unfinished one may become, the most used first
MOST_BEGINNINGS = 60
FIRST_ENTRIES = 10_000  # the newest months with so many are asked first
FEW = 5_000  # numbers that are looked up one by one in other lists
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
    def terms(self) -> set[str]:
        return {term for wanted in self.wanted for term in wanted.terms}

    @property
    def others(self) -> set[str]:
        """What is needed only where the words meet."""
        titles = (IN_TITLE + wanted.word.stem for wanted in self.wanted)
        return {*titles, *(self.keys or ()), GONE, *([self.also] if self.also else [])}


class State(NamedTuple):
    """What each question needs to know: what the lists don't say yet, and how many entries each month has."""

    fresh: Sequence[Fresh]
    used: dict[int, int]


@dataclass
class Answer:
    """The newest hits in their order, whether there were more, and the lists that were looked at."""

    hits: list[Hit]
    is_more: bool
    months: dict[int, Month]


class Month:
    """The lists of one block that the question needs, unpacked as far as they are."""

    def __init__(self) -> None:
        self.lists: dict[str, Packed] = {}

    def matching(self, question: Question, *, with_keys: bool = True) -> Slots:
        """What has all the words, and is opened by one of the keys. From the shortest lists on, if they are short."""
        factors: list[Sequence[Sequence[str]]] = [wanted.ways for wanted in question.wanted]
        if with_keys:
            factors += [[[key] for key in question.keys or ()], *([[[question.also]]] if question.also else [])]
        sized = sorted(((self._size(ways), number) for number, ways in enumerate(factors)))
        if not sized[0][0]:
            return Slots()
        ordered = [factors[number] for _size, number in sized]
        found = self._any_of(ordered[0])
        for ways in ordered[1:]:
            if len(found) <= FEW:
                found = Slots(self._among(ways, found.unpacked()))
            else:
                found &= self._any_of(ways)
            if not found:
                return found
        return found - self.list_of(GONE) if with_keys and GONE in self.lists else found

    def list_of(self, term: str) -> Slots:
        return self.lists[term].slots if term in self.lists else Slots()

    def _size(self, ways: Iterable[Sequence[str]]) -> int:
        """At most so many."""
        return sum(min(self.lists[term].size if term in self.lists else 0 for term in way) for way in ways)

    def _any_of(self, ways: Iterable[Sequence[str]]) -> Slots:
        return union(self._all_of(way) for way in ways if way[0] in self.lists)

    def _all_of(self, way: Sequence[str]) -> Slots:
        found = self.list_of(way[0])
        for term in way[1:]:
            found &= self.list_of(term)
        return found

    def _among(self, ways: Iterable[Sequence[str]], slots: set[int]) -> set[int]:
        left, found = set(slots), set[int]()
        for way in ways:
            some = left
            for term in way:
                some = self.lists[term].among(some) if some and term in self.lists else set()
            found |= some
            left -= some
            if not left:
                break
        return found

    def exactly(self, word: Word, slots: set[int]) -> set[int]:
        return self._among(ways_of(word), slots)

    def in_title(self, word: Word, slots: set[int]) -> set[int]:
        return self._among([[IN_TITLE + word.stem]], slots)


def ask(question: Question, state: State, known: dict[int, Month] | None = None) -> Answer:
    """Month by month, the newest first, until there are enough. `known`: all lists that are needed, if they are read."""
    found = [hit for row in state.fresh if (hit := _fresh_hit(question, row))]
    crossed_out = {row.number for row in state.fresh if row.number is not None}
    numbers: dict[int, int] = {}  # number → how often it counts as younger
    months: dict[int, Month] = {}
    for some in _rounds(question, state) if known is None else [known]:
        months |= some
        for block in sorted(some, reverse=True):
            if len(numbers) <= MOST:
                numbers |= _in_month(question, block, some[block], crossed_out)
        if len(numbers) > MOST:
            break
    found += _hits(numbers)
    found.sort(key=lambda hit: (hit.published, hit.entry_id), reverse=True)
    return Answer(sorted(found[:MOST], reverse=True), len(found) > MOST, months)


def _rounds(question: Question, state: State) -> Iterator[dict[int, Month]]:
    """The newest months, then all the others: those only by their words at first, and by keys where these meet."""
    first, others = newest_and_others(state)
    if first:
        yield read_lists({*question.terms, *question.others}, first)
    if others:
        yield _by_words_first(question, others)


def newest_and_others(state: State) -> tuple[list[int], list[int]]:
    blocks = sorted(state.used, reverse=True)
    count = at = 0
    while at < len(blocks) and count < FIRST_ENTRIES:
        count += state.used[blocks[at]]
        at += 1
    return blocks[:at], blocks[at:]


def _by_words_first(question: Question, blocks: Sequence[int]) -> dict[int, Month]:
    months = read_lists(question.terms, blocks)
    meeting = [block for block, month in months.items() if month.matching(question, with_keys=False)]
    for block, month in (read_lists(question.others, meeting) if meeting else {}).items():
        months[block].lists |= month.lists
    return months


def is_anywhere(wanted: Wanted, state: State, months: Mapping[int, Month]) -> bool:
    """Whether anybody's entry has it."""
    alone = Question([wanted], None)
    return any(_fresh_hit(alone, row) for row in state.fresh) or any(
        term in month.lists for month in months.values() for term in wanted.terms
    )


def count(wanted: Wanted, question: Question, state: State, months: Mapping[int, Month]) -> int:
    """How many entries one word finds for the keys of this question, by lists that are read already."""
    alone = Question([wanted], question.keys, question.also)
    fresh = sum(_fresh_hit(alone, row) is not None for row in state.fresh)
    return fresh + sum(len(month.matching(alone)) for month in months.values())


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


def read_lists(terms: Collection[str], blocks: Sequence[int]) -> dict[int, Month]:
    is_term, values = sql.among(terms)
    is_block, some = sql.among(blocks)
    found = sql.rows(
        f"SELECT block, term, body FROM kernel_searchlist WHERE term {is_term} AND block {is_block}",  # noqa: S608
        [*values, *some],
    )
    months: dict[int, Month] = {}
    for block, term, body in found:
        months.setdefault(block, Month()).lists[term] = Packed(sql.bytes_of(body))
    return months


def _in_month(question: Question, block: int, month: Month, crossed_out: Collection[int]) -> dict[int, int]:
    found = month.matching(question)
    if not found:
        return {}
    newest = found.newest(MOST + 1 + len(crossed_out))
    exact = in_title = set(newest)
    for wanted in question.wanted:
        exact, in_title = month.exactly(wanted.word, exact), month.in_title(wanted.word, in_title)
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
