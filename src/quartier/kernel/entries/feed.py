"""The feed: the newest entries that somebody may see, at the same cost whatever there is.

For each of the viewer's keys the index gives the newest few; the newest few of those are the page. `IN (…)` would be as
quick only while most entries are visible to the viewer. Django can't filter after `union()`, hence the SQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef

from quartier.kernel.entries.audiences import keys_of_viewer
from quartier.kernel.entries.models import Entry, EntryKey
from quartier.kernel.people.models import Person

PAGE = 20
MOST_BRANCHES = 400  # SQLite takes at most 500 in one compound select


class Cursor(NamedTuple):
    """The last entry of a page: the next page begins after it."""

    published: datetime
    entry_id: int


@dataclass(frozen=True)
class Page:
    """Entries, newest first, and where the next page begins; None where there is none."""

    entries: Sequence[Entry]
    after: Cursor | None


def entries(viewer: Person | None, *, kind: str = "", after: Cursor | None = None, size: int = PAGE) -> Page:
    """One page of what `viewer` may see now, newest first; of one kind if it is named."""
    found = newest(keys_of_viewer(viewer), kind, after, size + 1)
    page = found[:size]
    rows = Entry.objects.select_related("author", "organisation", "place").in_bulk([cursor.entry_id for cursor in page])
    ordered = [rows[cursor.entry_id] for cursor in page if cursor.entry_id in rows]
    return Page(ordered, page[-1] if len(found) > size else None)


def soon(viewer: Person | None, begin: datetime, end: datetime, *, size: int = 6) -> Sequence[Entry]:
    """What begins in that time and `viewer` may see, soonest first."""
    visible = EntryKey.objects.filter(entry=OuterRef("pk"), key__in=keys_of_viewer(viewer))
    dated = Entry.objects.filter(starts__gte=begin, starts__lt=end).filter(Exists(visible))
    return list(dated.select_related("place").order_by("starts", "pk")[:size])


def newest(keys: Sequence[str], kind: str, after: Cursor | None, size: int) -> list[Cursor]:
    """The newest entries that one of the keys opens."""
    found: set[Cursor] = set()
    for start in range(0, len(keys), MOST_BRANCHES):
        found.update(_union(keys[start : start + MOST_BRANCHES], kind, after, size))
    return sorted(found, reverse=True)[:size]


def _union(keys: Sequence[str], kind: str, after: Cursor | None, size: int) -> list[Cursor]:
    with connection.cursor() as cursor:
        cursor.execute(*statement(keys, kind, after, size))
        return [Cursor(_moment(published), entry_id) for published, entry_id in cursor.fetchall()]


def statement(keys: Sequence[str], kind: str, after: Cursor | None, size: int) -> tuple[str, list[Any]]:
    """The SQL of one look-up, and its values."""
    where = "key = %s"
    more: list[Any] = []
    if kind:
        where += " AND kind = %s"
        more.append(kind)
    if after:
        where += " AND (published, entry_id) < (%s, %s)"
        more += [connection.ops.adapt_datetimefield_value(after.published), after.entry_id]
    # SQLite's planner, once it knows statistics, prefers to sort what the other index gives.
    index = f" INDEXED BY {'feed_of_kind' if kind else 'feed'}" if connection.vendor == "sqlite" else ""
    branch = (
        f"SELECT * FROM (SELECT published, entry_id FROM kernel_entrykey{index} WHERE {where}"  # noqa: S608 (no value is in it)
        f" ORDER BY published DESC, entry_id DESC LIMIT {size:d}) AS branch"
    )
    sql = (
        f"SELECT DISTINCT published, entry_id FROM ({' UNION ALL '.join([branch] * len(keys))}) AS branches"  # noqa: S608
        f" ORDER BY published DESC, entry_id DESC LIMIT {size:d}"
    )
    return sql, [value for key in keys for value in (key, *more)]


def _moment(value: datetime | str) -> datetime:
    """SQLite hands over text, PostgreSQL a datetime."""
    column = EntryKey._meta.get_field("published").cached_col
    for convert in connection.ops.get_db_converters(column):
        value = convert(value, column, connection)
    return value  # type: ignore[return-value]
