"""What somebody sees, and what they don't."""

import pytest
from django.test import Client

from quartier.kernel.entries import search
from quartier.kernel.entries.actions import hide_entry, reindex, switch_module
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.roles.models import RoleHolder
from quartier.modules.help.actions import offer_help

pytestmark = pytest.mark.django_db


def neighbour(name: str, standing: str = Standing.MEMBER) -> Person:
    return Person.objects.create(given_name=name, family_name="Beispiel", standing=standing)


def test_a_neighbour_sees_what_another_offers_and_a_guest_does_not() -> None:
    ayse, jonas, guest = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Gast", Standing.GUEST)
    offer = offer_help(by=Actor(ayse), title="Ich trage Möbel in der Schulstraße")
    assert [entry.title for entry in entries(jonas).entries] == [offer.title]
    assert [entry.title for entry in entries(ayse, kind="help.offer").entries] == [offer.title]
    assert not entries(guest).entries
    assert not entries(None).entries
    assert [entry.title for entry in search.find(jonas, "moebel schulstras")] == [offer.title]
    assert [entry.title for entry in search.find(jonas, "MÖBEL")] == [offer.title]
    assert not search.find(guest, "Möbel")


def test_hidden_is_hidden_from_all_but_author_and_moderators() -> None:
    ayse, jonas, moderator = neighbour("Ayşe"), neighbour("Jonas"), neighbour("Mo")
    RoleHolder.objects.create(person=moderator, role="moderator")
    offer_help(by=Actor(ayse), title="Böses")
    hide_entry(Entry.objects.get(), by=Actor(moderator))
    assert not entries(jonas).entries
    assert not search.find(jonas, "Böses")
    assert entries(ayse).entries
    assert entries(moderator).entries


def test_a_module_off_is_in_no_window_and_back_when_on() -> None:
    ayse, keeper = neighbour("Ayşe"), neighbour("Kim")
    RoleHolder.objects.create(person=keeper, role="key_holder")
    offer_help(by=Actor(ayse), title="Hilfe")
    switch_module("help", on=False, by=Actor(keeper))
    assert not entries(ayse).entries
    assert not search.find(ayse, "Hilfe")
    client = Client()
    client.force_login(Account.objects.create_user("ayse", "x", ayse))
    assert client.get("/help/").status_code == 404
    switch_module("help", on=True, by=Actor(keeper))
    assert entries(ayse).entries
    assert search.find(ayse, "Hilfe")
    assert reindex() == 0
