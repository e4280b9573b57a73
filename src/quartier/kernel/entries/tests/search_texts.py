"""Entries for the tests of the search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry, EntryKey

BEGIN = datetime(2026, 1, 5, 12, tzinfo=UTC)


def entry(
    title: str, text: str = "", *, keys: Sequence[str] = ("public",), days: float = 0, kind: str = "help.offer"
) -> Entry:
    """One that these keys open; `days` after the first."""
    number = Entry.objects.count() + 1
    made = Entry.objects.create(
        kind=kind, object_id=number, title=title, text=text, url="/", audience="public", published=BEGIN + timedelta(days=days)
    )  # fmt: skip
    EntryKey.objects.bulk_create(EntryKey(entry=made, key=key, kind=kind, published=made.published) for key in keys)
    search.add([made], {made.pk: keys})
    return made


def titles(text: str, **how: object) -> list[str]:
    return [found.title for found in search.look(None, text, **how).entries]
