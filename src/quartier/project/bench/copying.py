"""Makes ten thousand entries into a million within minutes: the database copies its own rows, each copy a little older.

Only what is filled by `makers` is copied, so every reference leads to a row of the same copy or to a person, a group, a
place. The search index is written as ever, from the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, models, transaction

from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry, EntryKey, EntryShelf
from quartier.modules.board.models import Post
from quartier.modules.help.models import Offer, Request

OLDER = 37  # seconds, from copy to copy
AT_ONCE = 20_000
MODELS: dict[str, type[models.Model]] = {"board.post": Post, "help.offer": Offer, "help.request": Request}


def copy(times: int, done: Callable[[int], None]) -> None:
    """So many copies of everything there is. `done` hears how many entries stand in the search index."""
    copied: list[type[models.Model]] = [*MODELS.values(), Entry]
    last = {model: _last(model) for model in copied}
    for model in MODELS.values():
        _copy(model, times, last[model], {})
    steps = " ".join(f"WHEN '{kind}' THEN {last[model]}" for kind, model in MODELS.items())
    number = f"(object_id + copy * (CASE kind {steps} END))"
    _copy(
        Entry,
        times,
        last[Entry],
        {
            "object_id": number,
            "url": f"replace(url, '/' || object_id || '/', '/' || {number} || '/')",
        },
    )
    for rows in (EntryKey, EntryShelf):
        _copy(rows, times, _last(rows), {"entry_id": f"entry_id + copy * {last[Entry]}"})
    for entries in _batches(last[Entry]):
        with transaction.atomic():
            search.add(entries, {entry.pk: entry.keys for entry in entries})
        done(entries[-1].pk)


def _copy(model: type[models.Model], times: int, last: int, instead: dict[str, str]) -> None:
    """`instead`: SQL for columns that are neither number nor moment of the copy."""
    table = model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields]
    moments = {str(field.column) for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)}
    values = {"id": f"id + copy * {last}", **{column: _older(column) for column in moments}, **instead}
    names = ", ".join(f'"{column}"' for column in columns)
    taken = ", ".join(values.get(column, f'"{column}"') for column in columns)
    numbers = f"WITH RECURSIVE copies(copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < {times:d})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) {numbers} SELECT {taken} FROM copies, {table} WHERE id <= {last}"
        )
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _older(column: str) -> str:
    if connection.vendor == "sqlite":
        return f"strftime('%Y-%m-%d %H:%M:%f000', \"{column}\", '-' || (copy * {OLDER}) || ' seconds')"
    return f"\"{column}\" - copy * interval '{OLDER} seconds'"


def _batches(after: int) -> Iterator[list[Any]]:
    """Entries that aren't in the search index yet."""
    while entries := list(Entry.objects.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        yield entries
        after = entries[-1].pk


def _last(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0)
