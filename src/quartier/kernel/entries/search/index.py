"""Writing the search index. An entry first stands in `fresh`, one row; from there many at once go into the lists.

A list says which entries of a month have a term: a stem, a stem in the title (`=`), a key that opens them (`@`), a kind or
facet (`#`). Entries are numbered within the month they were published in, so the newest are the highest and a question can
stop early. Nothing is taken out of the lists at once: `-` lists what no longer holds, until `purge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.search import sql
from quartier.kernel.entries.search.folding import Fresh, fold_in
from quartier.kernel.entries.search.purge import purge
from quartier.kernel.entries.search.table import BITS_OF_SLOT, TABLES
from quartier.kernel.entries.search.words import terms_and_words

ENOUGH = 100  # fresh entries that the job takes into the lists
TOO_MANY = 1_000  # whoever adds one more does it themselves
AT_ONCE = 20_000  # for imports: the more, the less often a list is written


def add(entries: Iterable[Entry], keys: Mapping[int, Sequence[str]]) -> None:
    """Puts entries into the index that are not in it. One that no key opens is left out."""
    fresh = [_row(entry, keys[entry.pk]) for entry in entries if keys[entry.pk]]
    sql.wait_for_tidying()
    sql.write(
        "INSERT INTO kernel_searchfresh (entry_id, published, terms, words) VALUES (%s, %s, %s, %s) ON CONFLICT (entry_id)"
        " DO UPDATE SET published = excluded.published, terms = excluded.terms, words = excluded.words",
        fresh,
    )
    if len(fresh) > ENOUGH or any(row[0] % 16 == 0 for row in fresh):
        tidy(at_least=TOO_MANY if len(fresh) <= ENOUGH else AT_ONCE)


def forget(entry_ids: Iterable[int]) -> None:
    ids = list(entry_ids)
    sql.wait_for_tidying()
    for start in range(0, len(ids), 5_000):
        is_one, some = sql.among(ids[start : start + 5_000])
        known = sql.rows(f"SELECT entry_id, number, published FROM kernel_searchnumber WHERE entry_id {is_one}", some)  # noqa: S608
        sql.run(f"DELETE FROM kernel_searchfresh WHERE number IS NULL AND entry_id {is_one}", some)  # noqa: S608
        sql.write(
            "INSERT INTO kernel_searchfresh (entry_id, number, published, terms, words) VALUES (%s, %s, %s, '', '')"
            " ON CONFLICT (entry_id) DO UPDATE SET terms = '', words = ''",
            known,
        )
    if len(ids) > TOO_MANY:
        tidy(at_least=1)


def forget_for_good(entry_ids: Iterable[int]) -> None:
    """The same, and no word of them is left in the lists either."""
    ids = list(entry_ids)
    is_one, values = sql.among(ids)
    known = sql.rows(f"SELECT number FROM kernel_searchnumber WHERE entry_id {is_one}", values) if ids else []  # noqa: S608
    forget(ids)
    if known:
        tidy(at_least=1, wait=True)
        purge({number >> BITS_OF_SLOT for (number,) in known})


def clear() -> None:
    for table in TABLES:
        sql.run(f"DELETE FROM {table}")  # noqa: S608


@transaction.atomic
def tidy(*, at_least: int = ENOUGH, wait: bool = False) -> int:
    """Takes what is fresh into the lists; nothing while there is little, or while others write. Returns how many."""
    if sql.rows("SELECT count(*) FROM kernel_searchfresh")[0][0] < at_least or not sql.may_tidy(wait=wait):
        return 0
    fresh = [Fresh(*row) for row in sql.rows(f"SELECT {', '.join(Fresh._fields)} FROM kernel_searchfresh")]  # noqa: S608
    sql.run("DELETE FROM kernel_searchfresh")
    fold_in(sorted(fresh, key=lambda row: (row.published, row.entry_id)))
    return len(fresh)


def tidy_up(_now: object = None) -> None:
    """The job: what is fresh goes into the lists, and what is gone out of them."""
    tidy()
    gone = [block for (block,) in sql.rows("SELECT block FROM kernel_searchlist WHERE term = '-'")]
    if gone and sql.may_tidy(wait=False):
        purge(gone[:1])


def indexed() -> set[int]:
    """The entries that can be found."""
    known = {entry_id for (entry_id,) in sql.rows("SELECT entry_id FROM kernel_searchnumber")}
    for entry_id, terms in sql.rows("SELECT entry_id, terms FROM kernel_searchfresh"):
        (known.add if terms else known.discard)(entry_id)
    return known


def _row(entry: Entry, keys: Sequence[str]) -> tuple[int, int, str, str]:
    """Each term stands between two spaces, each word after a space, and after a colon its stem."""
    terms, words = terms_and_words(entry)
    kinds = [f"#{entry.kind}", *(f"#{entry.kind}/{facet}" for facet in entry.facets)]
    spelt = "".join(f" {word}:{stem}" for word, stem in sorted(words.items()))
    return (
        entry.pk,
        int(entry.published.timestamp()),
        f" {' '.join([*sorted(terms), *map(term_of_key, keys), *kinds])} ",
        spelt,
    )


def term_of_key(key: str) -> str:
    return f"@{key}"
