"""What a test with transactions of its own leaves behind is taken away: the rows that are there, and nothing else.

Django empties every table, then writes anew which tables and permissions there are: on SQLite a tenth of a second for each such
test, on PostgreSQL several (measured: docs/adr/0064).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

ALWAYS_THERE = frozenset({"django_content_type", "auth_permission", "django_migrations"})
AT_ONCE = 200  # SQLite joins 500 questions at most


def empty_what_was_filled() -> None:
    """From now on, for every test of this process."""
    TransactionTestCase._fixture_teardown = _empty_all  # type: ignore[attr-defined]


def _empty_all(case: TransactionTestCase) -> None:
    for name in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        empty(connections[name])


def empty(connection: BaseDatabaseWrapper) -> None:
    """Within one transaction: whether a row that stays points to one that goes is asked at its end."""
    there = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in filled(connection, sorted(set(there) - ALWAYS_THERE)):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def filled(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> list[str]:
    """Those of these tables that hold rows."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for begin in range(0, len(tables), AT_ONCE):
            asked = (
                f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"
                for table in tables[begin : begin + AT_ONCE]
            )
            cursor.execute(" UNION ALL ".join(asked))
            found += [row[0] for row in cursor.fetchall()]
    return found
