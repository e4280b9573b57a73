"""Whether all windows show what the objects say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from quartier.api.testing.emptying import filled
from quartier.kernel import registry
from quartier.kernel.contract import Kind
from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry, EntryKey
from quartier.kernel.entries.sharing import is_stale

MOST = 300  # objects of a kind that are looked at: benches make many more, and all in one way


def wrong_entries() -> list[str]:
    """A sentence for each object whose entry is missing or stale, and for each entry without an object."""
    kinds = registry.kinds().values()
    known = set(Entry.objects.values_list("kind", flat=True).distinct())
    there = set(filled(connection, sorted({kind.model._meta.db_table for kind in kinds})))  # most tests know few kinds
    asked = [kind for kind in kinds if kind.name in known or kind.model._meta.db_table in there]
    return [*(sentence for kind in asked for sentence in _wrong_of(kind)), *_wrongly_found()]


def _wrongly_found() -> Iterator[str]:
    """Whether the search finds what is open and nothing else."""
    open_now = set(EntryKey.objects.values_list("entry_id", flat=True).distinct())
    for entry_id in sorted(search.indexed() ^ open_now)[:MOST]:
        wrong = "is not found by the search" if entry_id in open_now else "is found by the search and open to nobody"
        yield f"the entry {entry_id} {wrong}"


def _wrong_of(kind: Kind[Any]) -> Iterator[str]:
    objects = kind.model._default_manager.order_by("-pk")[:MOST]
    for obj in objects:
        if is_stale(obj, kind):
            known = Entry.objects.filter(kind=kind.name, object_id=obj.pk).exists()
            yield f"{kind.name} {obj.pk} “{obj}” {'shows something else in the windows' if known else 'has no entry'}"
    there = kind.model._default_manager.values_list("pk", flat=True)
    for entry in Entry.objects.filter(kind=kind.name).exclude(object_id__in=there)[:MOST]:
        yield f"the entry {entry.pk} “{entry}” of {kind.name} has no object any more"
