"""The rows of tables before and after, to say what a request changed, and above all that it changed nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection

Snapshot = Mapping[str, Counter[tuple[Any, ...]]]

BOOKKEEPING = frozenset({"django_session", "kernel_device", "django_migrations", "django_content_type"})
"""Tables that say who is signed in where, and nothing of the quarter."""

READING_MARKS = frozenset({("kernel_notification", "read")})
"""The columns that looking at a page may change: a notice is read once its page was opened."""

_WRITE = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)', re.IGNORECASE
)


def snapshot(tables: Iterable[str] | None = None, *, without_reading_marks: bool = False) -> Snapshot:
    """All rows of these tables as they are now; of every table by default."""
    if tables is None:
        tables = connection.introspection.django_table_names(only_existing=True)
    skipped = READING_MARKS if without_reading_marks else frozenset()
    return {table: _rows(table, skipped) for table in sorted(set(tables) - BOOKKEEPING)}


def changed_tables(before: Snapshot, after: Snapshot) -> list[str]:
    """The tables that differ, each with how many rows came and went: "help_offer +1 −0"."""
    return [
        f"{table} +{(after[table] - before[table]).total()} −{(before[table] - after[table]).total()}"
        for table in before
        if before[table] != after[table]
    ]


def row_counts(*, without: frozenset[str] = frozenset()) -> dict[str, int]:
    """How many rows each table has."""
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - BOOKKEEPING - without)
    counts = (f"SELECT '{table}', count(*) FROM {connection.ops.quote_name(table)}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """The tables that anything inside the block wrote to. Looking at those alone makes thousands of requests quick."""
    written: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if found := _WRITE.match(sql):
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def _rows(table: str, skipped: frozenset[tuple[str, str]]) -> Counter[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        kept = [index for index, column in enumerate(cursor.description) if (table, column[0]) not in skipped]
        return Counter(tuple(repr(row[index]) for index in kept) for row in cursor.fetchall())
