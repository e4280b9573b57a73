"""What a person may ask for: everything about them, and that nothing of them stays."""

from __future__ import annotations

from typing import Any

import pytest

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import neighbour
from quartier.api.testing.snapshots import snapshot
from quartier.kernel.contract import Kind, Module
from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry, EntryKey
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor
from quartier.kernel.privacy.erasure import erase_person
from quartier.kernel.privacy.export import everything_about

CANARY = "Kanarienvogel"


@pytest.mark.django_db
def test_an_export_holds_what_somebody_shared_and_nobody_elses(kind: Kind[Any], cast: Cast) -> None:
    entry = share(kind.example(cast.owner), by=Actor(cast.owner))
    assert entry is not None
    label = kind.model._meta.label
    assert len(everything_about(cast.owner)[label]) == 1
    assert entry.title in str(everything_about(cast.owner)[label])
    assert label not in everything_about(cast.other)


@pytest.mark.django_db
def test_nothing_somebody_shared_outlives_them(kind: Kind[Any], cast: Cast) -> None:
    """No object, no entry, no key to it, no row in the search index, and their name in no table at all."""
    person = neighbour(CANARY, CANARY)
    obj = kind.example(person)
    entry = share(obj, by=Actor(person))
    assert entry is not None
    assert entry.pk in search.indexed()
    erase_person(person, by=Actor(person))
    assert not kind.model._default_manager.filter(pk=obj.pk).exists()
    assert not Entry.objects.filter(pk=entry.pk).exists()
    assert not EntryKey.objects.filter(entry_id=entry.pk).exists()
    assert entry.pk not in search.indexed()
    assert entry not in search.find(cast.moderator, entry.title)
    assert [table for table, rows in snapshot().items() if any(CANARY in repr(row) for row in rows)] == []


@pytest.mark.django_db
def test_its_own_exporters_and_erasers_work(module: Module, cast: Cast) -> None:
    for kind in module.kinds:
        share(kind.example(cast.owner), by=Actor(cast.owner))
    for exporter in module.exporters:
        assert isinstance(dict(exporter(cast.owner)), dict)
    for eraser in module.erasers:
        eraser(cast.owner)
        eraser(cast.owner)  # an erasure that was interrupted is done again
