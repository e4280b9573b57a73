"""What a person may ask for: everything about them, and that nothing stays."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import neighbour
from quartier.api.testing.snapshots import snapshot
from quartier.api.testing.windows import search_rows
from quartier.kernel.contract import Kind, Module
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor

CANARY = "Kanarienvogel"
ERASURE = "quartier.kernel.privacy.erasure"
EXPORT = "quartier.kernel.privacy.export"


def there(name: str) -> bool:
    return find_spec(name) is not None


if there(EXPORT):

    @pytest.mark.django_db
    def test_an_export_holds_what_somebody_shared(kind: Kind[Any], cast: Cast) -> None:
        entry = share(kind.example(cast.owner), by=Actor(cast.owner))
        assert entry is not None
        export_person = import_module(EXPORT).export_person
        assert entry.title in str(export_person(cast.owner))
        assert entry.title not in str(export_person(cast.other))


if there(ERASURE):

    @pytest.mark.django_db
    def test_an_erased_person_leaves_nothing_of_what_they_shared(kind: Kind[Any], cast: Cast) -> None:
        person = neighbour(CANARY, CANARY)
        entry = share(kind.example(person), by=Actor(person))
        assert entry is not None
        erase_person = import_module(ERASURE).erase_person
        erase_person(person, by=Actor(person))
        assert not Entry.objects.filter(pk=entry.pk).exists()
        assert entry.pk not in search_rows()
        tables = [table for table, rows in snapshot().items() if any(CANARY in repr(row) for row in rows)]
        assert tables == []


@pytest.mark.django_db
def test_its_own_exporters_and_erasers_work(module: Module, cast: Cast) -> None:
    for kind in module.kinds:
        share(kind.example(cast.owner), by=Actor(cast.owner))
    for exporter in module.exporters:
        assert isinstance(dict(exporter(cast.owner)), dict)
    for eraser in module.erasers:
        eraser(cast.owner)
        eraser(cast.owner)  # an erasure that was interrupted is done again
