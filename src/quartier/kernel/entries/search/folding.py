"""From `fresh` into the lists: each list is read and written once, however many entries it takes in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from quartier.kernel.entries.search import lists, sql
from quartier.kernel.entries.search.sounds import sound_of
from quartier.kernel.entries.search.table import BITS_OF_SLOT

GONE = "-"
AT_ONCE = 5_000  # lists


class Fresh(NamedTuple):
    """A row of `fresh`."""

    entry_id: int
    number: int | None
    published: int
    terms: str
    words: str


def block_of(published: int) -> int:
    moment = datetime.fromtimestamp(published, UTC)
    return moment.year * 12 + moment.month


def fold_in(fresh: Sequence[Fresh]) -> None:
    """Takes them into the lists, in this order."""
    _cross_out([row.number for row in fresh if row.number is not None])
    by_block: dict[int, list[Fresh]] = defaultdict(list)
    for row in fresh:
        if row.terms:
            by_block[block_of(row.published)].append(row)
    for block, some in sorted(by_block.items()):
        append(block, _number(block, some))
    _learn(fresh)


def _cross_out(numbers: Sequence[int]) -> None:
    """What a number stood for is no longer so."""
    for start in range(0, len(numbers), AT_ONCE):
        is_one, some = sql.among(numbers[start : start + AT_ONCE])
        sql.run(f"DELETE FROM kernel_searchnumber WHERE number {is_one}", some)  # noqa: S608
    gone: dict[int, set[int]] = defaultdict(set)
    for number in numbers:
        gone[number >> BITS_OF_SLOT].add(number & ((1 << BITS_OF_SLOT) - 1))
    for block, slots in gone.items():
        known = sql.rows("SELECT body FROM kernel_searchlist WHERE term = %s AND block = %s", [GONE, block])
        there = [lists.read(sql.bytes_of(body)) for (body,) in known]
        every = lists.union([*there, lists.Slots(slots)])
        _write([(GONE, block, lists.write(every.newest(len(every))[::-1]))])


def _number(block: int, fresh: Sequence[Fresh]) -> Mapping[str, Sequence[int]]:
    """Gives each its number; term → the slots of those that have it."""
    known = sql.rows("SELECT used FROM kernel_searchblock WHERE block = %s", [block])
    first = known[0][0] if known else 0
    sql.write(
        "INSERT INTO kernel_searchblock (block, used) VALUES (%s, %s) ON CONFLICT (block) DO UPDATE SET used = excluded.used",
        [(block, first + len(fresh))],
    )
    slots: dict[str, list[int]] = defaultdict(list)
    numbers = []
    for slot, row in enumerate(fresh, first):
        numbers.append(((block << BITS_OF_SLOT) + slot, row.entry_id, row.published))
        for term in row.terms.split():
            slots[term].append(slot)
    sql.write("INSERT INTO kernel_searchnumber (number, entry_id, published) VALUES (%s, %s, %s)", numbers)
    return slots


def append(block: int, slots: Mapping[str, Sequence[int]]) -> None:
    for terms in _portions(sorted(slots)):
        is_one, values = sql.among(terms)
        known = sql.rows(
            f"SELECT term, body FROM kernel_searchlist WHERE block = %s AND term {is_one}",  # noqa: S608
            [block, *values],
        )
        there = {term: sql.bytes_of(body) for term, body in known}
        _write(
            [
                (term, block, lists.extended(there[term], slots[term]) if term in there else lists.write(slots[term]))
                for term in terms
            ]
        )


def _write(changed: Sequence[tuple[str, int, bytes]]) -> None:
    sql.write(
        "INSERT INTO kernel_searchlist (term, block, body) VALUES (%s, %s, %s)"
        " ON CONFLICT (term, block) DO UPDATE SET body = excluded.body",
        changed,
    )


def _learn(fresh: Sequence[Fresh]) -> None:
    """Words for those that are typed halfway or wrongly, with how often each was used."""
    used = Counter(pair for row in fresh for pair in row.words.split())
    learnt = [(*pair.partition(":")[::2], count) for pair, count in sorted(used.items())]
    sql.write(
        "INSERT INTO kernel_searchword (word, stem, sound, used) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (word) DO UPDATE SET used = kernel_searchword.used + excluded.used",
        [(word, stem, sound_of(word), count) for word, stem, count in learnt],
    )


def _portions(terms: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(terms), AT_ONCE):
        yield terms[start : start + AT_ONCE]
