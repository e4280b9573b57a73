"""What a list may be filtered by stands ready on shelves, for everybody who may see it and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.api.testing import moderator, neighbour
from quartier.kernel import registry
from quartier.kernel.entries import shelves
from quartier.kernel.entries.actions import expire_entries, hide_entry, rebuild_windows, switch_module
from quartier.kernel.entries.feed import dated, entries
from quartier.kernel.entries.models import Entry, EntryShelf
from quartier.kernel.entries.sharing import open_to_viewers
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.roles.models import RoleHolder
from quartier.modules.help.actions import offer_help, withdraw_help

pytestmark = pytest.mark.django_db
KIND = "help.offer"


def titles(viewer: Person | None, *facets: str) -> list[str]:
    return [entry.title for entry in entries(viewer, kind=KIND, facets=facets).entries]


@pytest.fixture
def ayse() -> Person:
    author = neighbour("Ayşe")
    offer_help(by=Actor(author), title="Einmal einkaufen", kind="errands")
    offer_help(by=Actor(author), title="Immer einkaufen", kind="errands", is_recurring=True)
    offer_help(by=Actor(author), title="Hund ausführen", kind="animals", is_recurring=True)
    return author


def test_facets_widen_and_those_that_narrow_narrow(ayse: Person) -> None:
    viewer = neighbour("Jonas")
    assert titles(viewer, "errands") == ["Immer einkaufen", "Einmal einkaufen"]
    assert titles(viewer, "errands", "animals") == ["Hund ausführen", "Immer einkaufen", "Einmal einkaufen"]
    assert titles(viewer, "recurring") == ["Hund ausführen", "Immer einkaufen"]
    assert titles(viewer, "errands", "recurring") == ["Immer einkaufen"]
    assert titles(viewer, "garden") == []
    assert len(titles(viewer, "no such facet")) == 3
    assert titles(None, "errands") == []


def test_what_is_hidden_withdrawn_or_off_stands_on_no_shelf(ayse: Person) -> None:
    viewer, judge, keeper = neighbour("Jonas"), moderator(), neighbour("Kim")
    RoleHolder.objects.create(person=keeper, role="key_holder")
    hide_entry(Entry.objects.get(title="Immer einkaufen"), by=Actor(judge))
    assert titles(viewer, "errands") == ["Einmal einkaufen"]
    assert titles(ayse, "errands") == ["Immer einkaufen", "Einmal einkaufen"]
    withdraw_help(registry.kinds()[KIND].model._default_manager.get(title="Einmal einkaufen"), by=Actor(ayse))
    assert titles(viewer, "errands") == []
    switch_module("help", on=False, by=Actor(keeper))
    assert not EntryShelf.objects.exists()
    switch_module("help", on=True, by=Actor(keeper))
    assert titles(viewer, "animals") == ["Hund ausführen"]


def test_rebuilt_shelves_are_the_same(ayse: Person) -> None:
    before = set(EntryShelf.objects.values_list("entry", "key", "shelf", "at"))
    rebuild_windows()
    assert set(EntryShelf.objects.values_list("entry", "key", "shelf", "at")) == before
    assert before


@pytest.mark.not_shared(reason="dates are written into entries by hand")
def test_what_lasts_stands_in_the_calendar_on_each_day(ayse: Person) -> None:
    viewer = neighbour("Jonas")
    entry = Entry.objects.get(title="Hund ausführen")
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    entry.starts, entry.ends = noon + timedelta(days=1), noon + timedelta(days=3)
    entry.save()
    open_to_viewers(entry)
    found = dated(viewer, noon, noon + timedelta(days=30), size=10)
    assert [timezone.localtime(moment).date() for moment, _entry in found] == [
        (noon + timedelta(days=days)).date() for days in (1, 2, 3)
    ]
    assert found[0][0] == entry.starts
    assert dated(viewer, noon, noon + timedelta(days=30), kind="help.request", size=10) == []
    assert dated(None, noon, noon + timedelta(days=30), size=10) == []
    entry.ends = entry.starts
    entry.save()
    open_to_viewers(entry)
    assert EntryShelf.objects.filter(entry=entry, shelf=shelves.CALENDAR, key="members").count() == 1


@pytest.mark.not_shared(reason="expiry is written into an entry by hand")
def test_what_has_run_out_is_not_shown_even_before_the_job_came_by(ayse: Person) -> None:
    viewer = neighbour("Jonas")
    Entry.objects.filter(title="Hund ausführen").update(expires=timezone.now())
    assert titles(viewer, "animals") == []
    expire_entries(timezone.now())
    assert not EntryShelf.objects.filter(entry__title="Hund ausführen").exists()
