"""Takes out of the lists what no longer holds, and words that stand nowhere any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quartier.kernel.entries.search import lists, sql
from quartier.kernel.entries.search.folding import GONE

AT_ONCE = 2_000


def purge(blocks: Iterable[int]) -> None:
    for block in blocks:
        found = sql.rows("SELECT body FROM kernel_searchlist WHERE term = %s AND block = %s", [GONE, block])
        if found:
            _purge(block, lists.read(sql.bytes_of(found[0][0])))


def _purge(block: int, gone: lists.Slots) -> None:
    terms = [term for (term,) in sql.rows("SELECT term FROM kernel_searchlist WHERE block = %s", [block])]
    empty: list[str] = [GONE]
    for start in range(0, len(terms), AT_ONCE):
        is_one, values = sql.among(terms[start : start + AT_ONCE])
        there = sql.rows(
            f"SELECT term, body FROM kernel_searchlist WHERE block = %s AND term {is_one}",  # noqa: S608
            [block, *values],
        )
        left = [
            (lists.reduced(sql.bytes_of(body), gone), term, sql.bytes_of(body)) for term, body in there if term != GONE
        ]
        empty += [term for body, term, _before in left if not body]
        changed = [(body, term, block) for body, term, before in left if body and body != before]
        sql.write("UPDATE kernel_searchlist SET body = %s WHERE term = %s AND block = %s", changed)
    for start in range(0, len(empty), AT_ONCE):
        _drop(block, empty[start : start + AT_ONCE])


def _drop(block: int, terms: Sequence[str]) -> None:
    is_one, values = sql.among(terms)
    sql.run(f"DELETE FROM kernel_searchlist WHERE block = %s AND term {is_one}", [block, *values])  # noqa: S608
    sql.run(
        f"DELETE FROM kernel_searchword WHERE stem {is_one}"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM kernel_searchlist WHERE term = kernel_searchword.stem)",
        values,
    )
