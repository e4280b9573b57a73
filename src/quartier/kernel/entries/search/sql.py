"""The little SQL that the search index needs, for both databases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

LOCK = 7_365_617  # any number of our own


def rows(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def run(sql: str, values: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def write(sql: str, rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(rows))


def among(values: Collection[Any]) -> tuple[str, list[Any]]:
    """The right side of "column …" for one of many values."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", [list(values)]
    return f"IN ({', '.join(['%s'] * len(values))})", list(values)


def bytes_of(value: Any) -> bytes:
    """PostgreSQL hands over bytes or a memoryview."""
    return value if isinstance(value, bytes) else bytes(value)


def wait_for_tidying() -> None:
    """Whoever writes to the index says so until they are done; they don't wait for each other."""
    if connection.vendor == "postgresql":
        rows("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])


def may_tidy(*, wait: bool) -> bool:
    """Whether nobody else writes to the index until the end of this transaction. SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return True
    if wait:
        rows("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        return True
    return bool(rows("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])[0][0])
