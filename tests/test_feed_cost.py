"""The feed is one indexed look-up: with every audience, and at a million entries."""

from __future__ import annotations

import random
import time
from datetime import timedelta
from statistics import median

import pytest
from django.db import connection
from django.utils import timezone

from quartier.kernel.entries import feed
from quartier.kernel.entries.models import Entry, EntryKey

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared]

BATCH = 10_000
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
    *(f"organisation:{number}" for number in range(60)),
    *(f"person:{number}" for number in range(20)),
    "moderators",
    "power:help.protected",
]


def fill(begin: int, end: int) -> None:
    """Entries of every audience, published in no order, as an import would leave them."""
    chance, now = random.Random(begin), timezone.now()
    for start in range(begin, end, BATCH):
        numbers = range(start, min(start + BATCH, end))
        moments = {number: now - timedelta(seconds=chance.randrange(30_000_000)) for number in numbers}
        Entry.objects.bulk_create(
            Entry(
                pk=number,
                kind="help.offer",
                object_id=number,
                title="Angebot",
                url="/",
                audience="members",
                published=moments[number],
            )
            for number in numbers
        )
        EntryKey.objects.bulk_create(
            EntryKey(entry_id=number, key=chance.choice(ALL_KEYS), kind="help.offer", published=moments[number])
            for number in numbers
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def milliseconds() -> float:
    """CPU of one look-up for a viewer with 72 keys; the median of many."""
    times = []
    for _round in range(60):
        begin = time.process_time()
        assert len(feed.newest(VIEWER, "", None, 21)) == 21
        times.append((time.process_time() - begin) * 1000)
    return median(times)


def plan() -> str:
    statement, values = feed.statement(VIEWER, "", None, 21)
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + statement, values)
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


def grow(few: int, many: int) -> None:
    fill(1, few)
    at_few = milliseconds()
    fill(few, many)
    at_many = milliseconds()
    print(
        f"\nfeed of 72 keys: {at_few:.2f} ms at {few:,} entries, {at_many:.2f} ms at {many:,}: × {at_many / at_few:.2f}"
    )
    steps = plan()
    assert steps.count("feed") >= len(VIEWER)
    assert steps.upper().count("TEMP B-TREE FOR ORDER BY") <= 1
    assert "Seq Scan" not in steps
    assert "SCAN kernel_entrykey" not in steps
    assert at_many < 2 * at_few


def test_the_feed_costs_the_same_whatever_there_is() -> None:
    grow(10_000, 60_000)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)  # committed: nobody reads a million rows of their own open transaction
def test_the_feed_costs_the_same_at_a_million() -> None:
    grow(10_000, 1_000_000)
