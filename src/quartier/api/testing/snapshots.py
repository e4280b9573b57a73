"""Every row of every table, to say what a request changed, and above all that it changed nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import connection

Snapshot = Mapping[str, Counter[tuple[Any, ...]]]

BOOKKEEPING = frozenset({"django_session", "usersessions_usersession", "django_migrations", "django_content_type"})
"""Tables that say who is signed in, and nothing of the quarter."""

READING_MARKS = frozenset({("kernel_notification", "read")})
"""The columns that looking at a page may change: a notice is read once its page was opened."""


def snapshot(*, without_reading_marks: bool = False) -> Snapshot:
    """All rows of all tables as they are now."""
    tables = set(connection.introspection.django_table_names(only_existing=True)) - BOOKKEEPING
    skipped = READING_MARKS if without_reading_marks else frozenset()
    return {table: _rows(table, skipped) for table in sorted(tables)}


def changed_tables(before: Snapshot, after: Snapshot) -> list[str]:
    """The tables that differ, each with how many rows came and went: "help_offer +1 −0"."""
    return [
        f"{table} +{(after[table] - before[table]).total()} −{(before[table] - after[table]).total()}"
        for table in before
        if before[table] != after[table]
    ]


def row_counts(*, without: frozenset[str] = frozenset()) -> dict[str, int]:
    """How many rows each table has."""
    return {table: rows.total() for table, rows in snapshot().items() if table not in without}


def _rows(table: str, skipped: frozenset[tuple[str, str]]) -> Counter[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        kept = [index for index, column in enumerate(cursor.description) if (table, column[0]) not in skipped]
        return Counter(tuple(repr(row[index]) for index in kept) for row in cursor.fetchall())
