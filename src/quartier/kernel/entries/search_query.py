"""Asking the search index: which entries have all the words and are opened by one of the keys, the newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quartier.kernel.entries import search_sql as sql
from quartier.kernel.entries.search_fold import GONE, Fresh
from quartier.kernel.entries.search_lists import Slots, read, union
from quartier.kernel.entries.search_table import BITS_OF_SLOT
from quartier.kernel.entries.search_words import IN_TITLE, Word

MOST = 300  # the newest so many are put in order; older ones are not shown
BEGINNINGS = {2: 50, 3: 100}  # letters → words that an unfinished one may become, the most used first
MOST_BEGINNINGS = 200
FIRST_ENTRIES = 20_000  # the newest months with so many are asked first
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
    def terms(self) -> set[str]:
        return {self.word.stem, IN_TITLE + self.word.stem, *self.word.parts, *self.beginnings}


@dataclass
class Question:
    """What somebody with these keys asks for; `also`: a kind or facet that it must be."""

    wanted: list[Wanted]
    keys: frozenset[str]  # terms
    also: str = ""


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
    """The lists of one block that the question needs, unpacked when they are."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self._read: dict[str, Slots] = {}
        self._seen: Slots | None = None

    def list_of(self, term: str) -> Slots:
        if term not in self._read:
            self._read[term] = read(self.bodies[term]) if term in self.bodies else Slots()
        return self._read[term]

    def any_of(self, terms: Iterable[str]) -> Slots:
        there = [self.list_of(term) for term in terms if term in self.bodies]
        return there[0] if len(there) == 1 else union(there)

    def all_of(self, terms: Sequence[str]) -> Slots:
        found = self.list_of(terms[0])
        for term in terms[1:]:
            found &= self.list_of(term)
        return found

    def seen(self, question: Question) -> Slots:
        """What the keys open and still holds; the same for each word of one question."""
        if self._seen is None:
            self._seen = self.any_of(question.keys)
            if GONE in self.bodies:
                self._seen -= self.list_of(GONE)
            if question.also:
                self._seen &= self.list_of(question.also)
        return self._seen


def ask(question: Question, state: State) -> Answer:
    """Month by month, the newest first, until there are enough."""
    return answer(question, state, (_lists(question, blocks) for blocks in _rounds(state)))


def answer(question: Question, state: State, rounds: Iterable[dict[int, Month]]) -> Answer:
    """The answer out of lists that are read as far as they are needed."""
    found = [hit for row in state.fresh if (hit := _fresh_hit(question, row))]
    crossed_out = {row.number for row in state.fresh if row.number is not None}
    numbers: dict[int, int] = {}  # number → how often it counts as younger
    months: dict[int, Month] = {}
    for some in rounds:
        months |= some
        for block in sorted(some, reverse=True):
            if len(numbers) <= MOST:
                numbers |= _in_month(question, block, some[block], crossed_out)
        if len(numbers) > MOST:
            break
    found += _hits(numbers)
    found.sort(key=lambda hit: (hit.published, hit.entry_id), reverse=True)
    return Answer(sorted(found[:MOST], reverse=True), len(found) > MOST, months)


def count(wanted: Wanted, question: Question, state: State, months: Mapping[int, Month]) -> int:
    """How many entries one word finds for the keys of this question, by lists that are read already."""
    alone = Question([wanted], question.keys, question.also)
    fresh = sum(_fresh_hit(alone, row) is not None for row in state.fresh)
    return fresh + sum(len(_every(month, wanted) & month.seen(question)) for month in months.values())


def every_list(question: Question) -> dict[int, Month]:
    return _lists(question, None)


def read_state() -> State:
    """One question to the database: a month comes as a row without terms, its number below zero."""
    columns = ", ".join(Fresh._fields)
    found = sql.rows(
        f"SELECT {columns} FROM kernel_searchfresh UNION ALL SELECT -block, used, 0, '', '' FROM kernel_searchblock"  # noqa: S608
    )
    fresh = [Fresh(*row) for row in found if row[0] > 0]
    return State(fresh, {-row[0]: row[1] for row in found if row[0] < 0})


def may_go_on(full: str) -> bool:
    return len(full) >= min(BEGINNINGS)


def beginnings(full: str) -> list[str]:
    """The stems of the most used words that begin so."""
    if not may_go_on(full):
        return []
    found = sql.rows(
        "SELECT stem FROM kernel_searchword WHERE word >= %s AND word < %s ORDER BY used DESC, word LIMIT %s",
        [full, full + "\U0010ffff", BEGINNINGS.get(len(full), MOST_BEGINNINGS)],
    )
    return list(dict.fromkeys(stem for (stem,) in found))


def _rounds(state: State) -> Iterator[tuple[int, int]]:
    """The newest months, then all the others: each the first and the last."""
    blocks = sorted(state.used, reverse=True)
    count = at = 0
    while at < len(blocks) and count < FIRST_ENTRIES:
        count += state.used[blocks[at]]
        at += 1
    for some in (blocks[:at], blocks[at:]):
        if some:
            yield some[-1], some[0]


def _lists(question: Question, blocks: tuple[int, int] | None) -> dict[int, Month]:
    """The lists of the words, and where there are any, those of the keys."""
    of_words = {term for wanted in question.wanted for term in wanted.terms}
    others = {*question.keys, GONE, *([question.also] if question.also else [])}
    is_word, words = sql.among(of_words)
    is_other, values = sql.among(others)
    where = " AND block BETWEEN %s AND %s" if blocks else ""
    words = [*words, *(blocks or ())]
    found = sql.rows(
        f"SELECT block, term, body FROM kernel_searchlist WHERE term {is_word}{where} UNION ALL"  # noqa: S608
        f" SELECT block, term, body FROM kernel_searchlist WHERE term {is_other} AND block IN"
        f" (SELECT block FROM kernel_searchlist WHERE term {is_word}{where})",
        [*words, *values, *words],
    )
    months: dict[int, Month] = {}
    for block, term, body in found:
        months.setdefault(block, Month()).bodies[term] = sql.bytes_of(body)
    return months


def _in_month(question: Question, block: int, month: Month, crossed_out: Collection[int]) -> dict[int, int]:
    every = sorted((_every(month, wanted) for wanted in question.wanted), key=len)
    found = every[0]
    for others in every[1:]:
        found &= others
    found = found and found & month.seen(question)
    if not found:
        return {}
    newest = Slots(set(found.newest(MOST + 1 + len(crossed_out))))
    exact, in_title = newest, newest
    for wanted in question.wanted:
        exact &= _very(month, wanted.word)
        in_title &= month.list_of(IN_TITLE + wanted.word.stem)
    first = block << BITS_OF_SLOT
    return {
        first + slot: (slot in exact.few) + (slot in in_title.few)
        for slot in newest.few
        if first + slot not in crossed_out
    }


def _very(month: Month, word: Word) -> Slots:
    """Those that have the very word."""
    very = month.list_of(word.stem)
    return union([very, month.all_of(word.parts)]) if word.parts else very


def _every(month: Month, wanted: Wanted) -> Slots:
    """Those that have it or a longer one."""
    very = _very(month, wanted.word)
    return union([very, month.any_of(wanted.beginnings)]) if wanted.beginnings else very


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
    if not any(f" {key} " in row.terms for key in question.keys):
        return None
    return Hit(row.published + BONUS * (is_exact + is_in_title), row.published, row.entry_id)
