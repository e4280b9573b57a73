"""Each list is one indexed look-up: with every audience, for each facet however rare, and at a million entries."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from quartier.kernel.entries import feed, shelves
from quartier.kernel.entries.lookup import HEUTE, OF_KIND, ON_SHELF, Source, Span, look_up, statement
from quartier.kernel.entries.models import Entry, EntryKey, EntryShelf

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared]

BATCH = 10_000
KIND = "help.offer"
VIEWER = [
    "public",
    "members",
    "person:7",
    *(f"group:{number}" for number in range(19)),
    *(f"organisation:{n}" for n in range(50)),
]
ALL_KEYS = [
    *(["members"] * 60),
    *(["public"] * 10),
    *(f"group:{number}" for number in range(50)),
    *(f"organisation:{number}" for number in range(15)),
    *(f"person:{number}" for number in range(20)),
    "moderators",
    "power:help.protected",
]
COMMON, RARE, DATED = (
    shelves.of_facets(KIND, ["errands"]),
    shelves.of_facets(KIND, ["animals", "recurring"]),
    shelves.of_calendar(),
)
LATER = timezone.now() + timedelta(days=400)


def on_shelf(shelf: str) -> list[tuple[str, str]]:
    return [(shelf, key) for key in VIEWER]


THIS_YEAR = timezone.now() - timedelta(days=366)
LISTS: dict[str, tuple[Source, list[Any], Span]] = {
    "Heute": (HEUTE, [(key,) for key in VIEWER], Span()),
    "Heute, older": (
        HEUTE,
        [(key,) for key in VIEWER],
        Span(after=feed.Cursor(timezone.now() - timedelta(days=90), 7)),
    ),
    "a kind": (OF_KIND, [(KIND, key) for key in VIEWER], Span()),
    "a common facet": (ON_SHELF, on_shelf(COMMON), Span()),
    "a rare facet": (ON_SHELF, on_shelf(RARE), Span()),
    "both, this year": (ON_SHELF, [*on_shelf(COMMON), *on_shelf(RARE)], Span(begin=THIS_YEAR)),
    "the calendar": (ON_SHELF, on_shelf(DATED), Span(begin=timezone.now(), end=LATER, soonest_first=True)),
}


def fill(begin: int, end: int) -> None:
    """Entries of every audience, published in no order, as an import would leave them."""
    chance, now = random.Random(begin), timezone.now()
    for start in range(begin, end, BATCH):
        numbers = range(start, min(start + BATCH, end))
        moments = {number: now - timedelta(seconds=chance.randrange(30_000_000)) for number in numbers}
        keys = {number: chance.choice(ALL_KEYS) for number in numbers}
        Entry.objects.bulk_create(
            Entry(
                pk=number,
                kind=KIND,
                object_id=number,
                title="Angebot",
                url="/",
                audience="members",
                published=moments[number],
            )
            for number in numbers
        )
        EntryKey.objects.bulk_create(
            EntryKey(entry_id=number, key=keys[number], kind=KIND, published=moments[number]) for number in numbers
        )
        EntryShelf.objects.bulk_create(
            EntryShelf(entry_id=number, key=keys[number], shelf=shelf, at=at)
            for number in numbers
            for shelf, at in shelves_of(number, moments[number], now)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def shelves_of(number: int, published: Any, now: Any) -> list[tuple[str, Any]]:
    some = [(COMMON, published)] if number % 3 == 0 else []
    some += [(RARE, published)] if number % 2503 == 0 else []
    return some + ([(DATED, now + timedelta(minutes=number % 500_000))] if number % 2 == 0 else [])


def cost(ask: Callable[[], object]) -> float:
    """Steps of SQLite's machine, which no other work on the computer changes; elsewhere milliseconds of CPU."""
    if connection.vendor == "sqlite":
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection.connection.set_progress_handler(count, 10)
        ask()
        connection.connection.set_progress_handler(None, 0)
        return float(steps)
    return milliseconds(ask)


def milliseconds(ask: Callable[[], object]) -> float:
    """CPU of one look-up; the least of several, because others use the machine too."""
    times = []
    for _round in range(15):
        begin = time.process_time()
        ask()
        times.append((time.process_time() - begin) * 1000)
    return min(times)


def plan(source: Source, parts: list[Any], span: Span) -> str:
    sql, values = statement(source, parts, 21, span)
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + sql, values)
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


def measure(how: Callable[[Callable[[], object]], float]) -> dict[str, float]:
    return {
        name: how(lambda source=source, parts=parts, span=span: look_up(source, parts, 21, span))  # type: ignore[misc]
        for name, (source, parts, span) in LISTS.items()
    }


def grow(few: int, many: int, most: float) -> None:
    fill(1, few)
    at_few, quick = measure(cost), measure(milliseconds)
    fill(few, many)
    at_many, slow = measure(cost), measure(milliseconds)
    for name, (source, parts, span) in LISTS.items():
        grown = f"{quick[name]:.2f} ms at {few:,}, {slow[name]:.2f} ms at {many:,}, cost × {at_many[name] / at_few[name]:.2f}"
        print(f"\n{name}, {len(parts)} parts: {grown}")
        steps = plan(source, parts, span)
        assert source.index in steps, steps
        assert "Seq Scan" not in steps, steps
        assert f"SCAN {source.table}" not in steps, steps
        if connection.vendor == "sqlite":
            assert at_many[name] <= most * at_few[name], name
    assert sum(at_many.values()) <= most * sum(at_few.values())


def test_each_list_costs_the_same_whatever_there_is() -> None:
    grow(5_000, 20_000, most=1.5)  # at so few, some keys open less than a page


def test_the_look_up_finds_what_sorting_everything_finds() -> None:
    fill(1, 3000)
    for name, (source, parts, span) in LISTS.items():
        assert look_up(source, parts, 21, span) == by_hand(source, parts, span), name


def by_hand(source: Source, parts: list[Any], span: Span) -> list[tuple[Any, int]]:
    rows: set[tuple[Any, int]] = set()
    if source is ON_SHELF:
        rows = {(row.at, row.entry_id) for row in EntryShelf.objects.all() if (row.shelf, row.key) in parts}
    else:
        rows = {(row.published, row.entry_id) for row in EntryKey.objects.all() if row.key in VIEWER}
    rows = {row for row in rows if not span.begin or row[0] >= span.begin}
    rows = {row for row in rows if not span.after or row < span.after}
    return sorted(rows, reverse=not span.soonest_first)[:21]


@pytest.mark.long
@pytest.mark.django_db(transaction=True)  # committed: nobody reads a million rows of their own open transaction
def test_each_list_costs_the_same_at_a_million() -> None:
    grow(10_000, 1_000_000, most=2)  # of the rarest there are four at first
