"""The look-up behind each list: the first few that one of somebody's keys opens, at the same cost whatever there is.

Each key's part of an index is already in order. PostgreSQL takes the first few of each and sorts those. SQLite finds the
part whose last wanted row comes first: nothing beyond that row can be on the page, and up to it there is little to read.
Django's ORM has neither, and can't filter after `union()`; hence the SQL.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from quartier.kernel.entries.models import EntryKey, EntryShelf

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Cursor(NamedTuple):
    """The last entry of a page: the next page begins after it."""

    published: datetime
    entry_id: int

    @property
    def word(self) -> str:
        """For an address."""
        return f"{(self.published - EPOCH) // MICROSECOND}-{self.entry_id}"

    @classmethod
    def from_word(cls, word: str) -> Cursor | None:
        """None for what is no cursor: whoever typed rubbish gets the first page."""
        moment, _dash, entry_id = word.partition("-")
        if not (word.isascii() and moment.isdigit() and entry_id.isdigit() and len(moment) < 19 and len(entry_id) < 19):
            return None  # no database holds longer numbers
        try:
            return cls(EPOCH + int(moment) * MICROSECOND, int(entry_id))
        except OverflowError:
            return None


@dataclass(frozen=True)
class Source:
    """An index: the columns that say which part of it, then the moment, then the entry."""

    table: str
    index: str
    parts: tuple[str, ...]
    moment: str


HEUTE = Source("kernel_entrykey", "feed", ("key",), "published")
OF_KIND = Source("kernel_entrykey", "feed_of_kind", ("kind", "key"), "published")
ON_SHELF = Source("kernel_entryshelf", "shelf", ("shelf", "key"), "at")
_MOMENTS = {"published": EntryKey._meta.get_field("published"), "at": EntryShelf._meta.get_field("at")}


@dataclass(frozen=True, kw_only=True)
class Span:
    """Which moments: newest first before `end` or, if they are wanted in order, soonest first from `begin`."""

    begin: datetime | None = None  # itself included
    end: datetime | None = None  # not included
    after: Cursor | None = None
    soonest_first: bool = False
    without: frozenset[int] = frozenset()  # authors, but for what they wrote for an organisation


EVER = Span()


def look_up(source: Source, parts: Sequence[tuple[str, ...]], size: int, span: Span = EVER) -> list[Cursor]:
    if not parts:
        return []
    convert = connection.ops.get_db_converters(_MOMENTS[source.moment].cached_col)
    with connection.cursor() as cursor:
        cursor.execute(*statement(source, parts, size, span))
        return [Cursor(_moment(moment, source, convert), entry_id) for moment, entry_id in cursor.fetchall()]


def statement(source: Source, parts: Sequence[tuple[str, ...]], size: int, span: Span = EVER) -> tuple[str, list[Any]]:
    """The SQL of one look-up, and its values. The same text for any number of parts, so that it is compiled once."""
    near, near_values = _near(source, span)
    near += _hidden(span)
    far, far_values = _far(source, span)
    down = "" if span.soonest_first else " DESC"
    if connection.vendor == "sqlite":
        far_again = far_values * (2 if span.soonest_first else 1)
        return _sqlite(source, size, near, far, down), [
            json.dumps(parts), *near_values, *far_values, *near_values, *far_again,
        ]  # fmt: skip
    columns = [list(column) for column in zip(*parts, strict=True)]
    return _postgresql(source, size, near + far, down), [*columns, *near_values, *far_values]


def _near(source: Source, span: Span) -> tuple[str, list[Any]]:
    """Where reading begins: one bound alone, because with two an index may be read from the wrong one."""
    adapt = connection.ops.adapt_datetimefield_value
    edge, after = (span.begin if span.soonest_first else span.end), span.after
    if after is not None and (edge is None or (after.published >= edge) == span.soonest_first):
        return f" AND ({source.moment}, entry_id) {'>' if span.soonest_first else '<'} (%s, %s)", [
            adapt(after.published), after.entry_id,
        ]  # fmt: skip
    if edge is None:
        return "", []
    return f" AND {source.moment} {'>=' if span.soonest_first else '<'} %s", [adapt(edge)]


def _far(source: Source, span: Span) -> tuple[str, list[Any]]:
    edge = span.end if span.soonest_first else span.begin
    if edge is None:
        return "", []
    sign = "<" if span.soonest_first else ">="
    return f" AND {source.moment} {sign} %s", [connection.ops.adapt_datetimefield_value(edge)]


def _hidden(span: Span) -> str:
    """For the few whom it concerns: each row that is read is asked who wrote it."""
    if not span.without:
        return ""
    people = ", ".join(f"{pk:d}" for pk in sorted(span.without))
    return (
        " AND NOT EXISTS (SELECT 1 FROM kernel_entry AS hidden WHERE hidden.id = entry_id"  # noqa: S608 (numbers of ours)
        f" AND hidden.organisation_id IS NULL AND hidden.author_id IN ({people}))"
    )


def _sqlite(source: Source, size: int, near: str, far: str, down: str) -> str:
    columns = ", ".join(f"part{number}" for number, _name in enumerate(source.parts))
    taken = ", ".join(f"json_extract(value, '$[{number:d}]')" for number, _name in enumerate(source.parts))
    same = " AND ".join(f"{name} = part{number}" for number, name in enumerate(source.parts))
    # INDEXED BY: the planner, once it knows statistics, prefers to sort what another index gives.
    rows = f"{source.table} INDEXED BY {source.index}"
    order = f"{source.moment}{down}, entry_id{down}"
    last = f"SELECT id FROM {rows} WHERE {same}{near}{far} ORDER BY {order} LIMIT 1 OFFSET {size - 1:d}"  # noqa: S608
    nothing = "%s" if far else "''" if down else "'z'"  # before or after every moment
    until = f" AND {source.moment} {'>=' if down else '<='} coalesce((SELECT moment FROM edge), {nothing})"  # noqa: S608
    if far and not down:
        until += f" AND +{source.moment} < %s"  # the plus keeps the index to the bound above
    return (
        f"WITH wanted({columns}) AS MATERIALIZED (SELECT {taken} FROM json_each(%s)),"  # noqa: S608 (no value is in it)
        f" edge AS MATERIALIZED (SELECT {source.moment} AS moment FROM wanted CROSS JOIN {source.table} AS last"
        f" ON last.id = ({last}) ORDER BY moment{down} LIMIT 1)"
        f" SELECT DISTINCT {source.moment}, entry_id FROM wanted CROSS JOIN {rows} ON {same}{near}{until}"
        f" ORDER BY {order} LIMIT {size:d}"
    )


def _postgresql(source: Source, size: int, within: str, down: str) -> str:
    columns = ", ".join(f"part{number}" for number, _name in enumerate(source.parts))
    same = " AND ".join(f"{name} = part{number}" for number, name in enumerate(source.parts))
    order = f"{source.moment}{down}, entry_id{down}"
    return (
        f"SELECT DISTINCT {source.moment}, entry_id"  # noqa: S608 (no value is in it)
        f" FROM unnest({', '.join(['%s::text[]'] * len(source.parts))}) AS wanted({columns})"
        f" CROSS JOIN LATERAL (SELECT {source.moment}, entry_id FROM {source.table}"
        f" WHERE {same}{within} ORDER BY {order} LIMIT {size:d}) AS few ORDER BY {order} LIMIT {size:d}"
    )


def _moment(value: datetime | str, source: Source, convert: list[Any]) -> datetime:
    """SQLite hands over text, PostgreSQL a datetime."""
    for one in convert:
        value = one(value, _MOMENTS[source.moment].cached_col, connection)
    return value  # type: ignore[return-value]
