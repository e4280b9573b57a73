"""Nobody is anybody else here, and what is private is opened by two key holders, for a while, and not unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from quartier.api.testing.people import client_of, neighbour
from quartier.kernel.contract import Role
from quartier.kernel.emergency.actions import approve_opening, ask_opening, close_opening, read_opening
from quartier.kernel.emergency.models import Opening
from quartier.kernel.guarded.models import GuardedRead
from quartier.kernel.matters.actions import add_party, leave, open_matter, say
from quartier.kernel.matters.models import Matter
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder
from quartier.modules.help.actions import ask_for_help
from quartier.modules.help.terms import MATTER

pytestmark = pytest.mark.django_db
REASON = "Sie meldet sich seit gestern nicht, und er schrieb von Drohungen."
SECRET = "Zitronenfalter"


def key_holder(name: str) -> Person:
    person = neighbour(name, "Schlüssel")
    Account.objects.get_or_create(person=person, defaults={"login_name": f"key-{person.pk}", "password": "!"})
    RoleHolder.objects.create(person=person, role=Role.KEY_HOLDER)
    return person


def private_matter() -> tuple[Person, Person]:
    ayse, jonas = neighbour("Ayşe", "Demir"), neighbour("Jonas", "Weber")
    open_matter(
        by=Actor(ayse), kind=MATTER, about=None, title="Regal", parties={ayse: "asker", jonas: "helper"}, text=SECRET
    )
    return ayse, jonas


def page(client: Client, opening: Opening) -> str:
    return client.get(f"/emergency/{opening.pk}/").content.decode()


def test_two_together_read_for_two_hours_and_those_concerned_are_told_why_and_by_whom() -> None:
    (ayse, jonas), kim, ole, third = private_matter(), key_holder("Kim"), key_holder("Ole"), key_holder("Ute")
    opening = ask_opening(ayse, jonas, by=Actor(kim), reason=REASON)
    assert ole.notifications.filter(notice="mydata.glass_asked").exists()
    assert read_opening(opening, by=Actor(kim)).matters == []
    assert SECRET not in page(client_of(kim), opening)
    with pytest.raises(Refused):
        approve_opening(opening, by=Actor(kim))  # not alone
    assert not ayse.notifications.filter(notice="mydata.glass_broken").exists()
    approve_opening(opening, by=Actor(ole))
    opening.refresh_from_db()
    assert SECRET in page(client_of(kim), opening)
    assert SECRET in page(client_of(ole), opening)
    assert SECRET not in page(client_of(third), opening)
    assert client_of(neighbour("Nora")).get(f"/emergency/{opening.pk}/").status_code == 403
    for person in (ayse, jonas):
        notice = person.notifications.get(notice="mydata.glass_broken")
        assert notice.url == "/my-data/seen/"
        assert REASON not in notice.sentence  # it may lie in a mail or on a lock screen
        told = client_of(person).get("/my-data/seen/").content.decode()
        assert all(name in told for name in (REASON, kim.full_name, ole.full_name))
        assert GuardedRead.objects.filter(person=person, why="break_glass").count() == 2
    Opening.objects.update(ends=timezone.now() - timedelta(seconds=1))
    opening.refresh_from_db()
    assert SECRET not in page(client_of(kim), opening)


@pytest.mark.parametrize("reason", ["", "Notfall", "x" * 501])
def test_without_a_reason_nothing_is_asked(reason: str) -> None:
    (ayse, jonas), kim, _ole = private_matter(), key_holder("Kim"), key_holder("Ole")
    with pytest.raises(Refused):
        ask_opening(ayse, jonas, by=Actor(kim), reason=reason)
    assert not Opening.objects.exists()


def test_nobody_judges_their_own_and_a_late_yes_opens_nothing() -> None:
    (ayse, jonas), kim = private_matter(), key_holder("Kim")
    with pytest.raises(Refused):
        ask_opening(ayse, jonas, by=Actor(kim), reason=REASON)  # there is no second
    RoleHolder.objects.create(person=ayse, role=Role.KEY_HOLDER)
    with pytest.raises(Refused):
        ask_opening(ayse, jonas, by=Actor(kim), reason=REASON)  # the second is part of it
    ole = key_holder("Ole")
    opening = ask_opening(ayse, jonas, by=Actor(kim), reason=REASON)
    with pytest.raises(Refused):
        approve_opening(opening, by=Actor(ayse))
    with pytest.raises(Refused):
        close_opening(opening, by=Actor(ayse))
    hers = client_of(ayse)
    assert hers.get(f"/emergency/{opening.pk}/").status_code == 404, "nothing warns her before it is approved"
    assert REASON not in hers.get("/emergency/").content.decode()
    assert jonas.full_name not in hers.get("/emergency/").content.decode()
    Opening.objects.update(asked=timezone.now() - timedelta(hours=25))
    with pytest.raises(Refused):
        approve_opening(opening, by=Actor(ole))
    with pytest.raises(Refused):
        ask_opening(ayse, jonas, by=Actor(neighbour("Nora")), reason=REASON)


def test_who_left_the_conversation_is_told_too() -> None:
    (ayse, jonas), kim, ole = private_matter(), key_holder("Kim"), key_holder("Ole")
    matter, nora = Matter.objects.get(), neighbour("Nora")
    add_party(matter, by=Actor(ayse), person=nora, part="helper")
    say(matter, by=Actor(nora), text="Ich war auch dabei")
    leave(matter, by=Actor(nora))
    opening = ask_opening(ayse, jonas, by=Actor(kim), reason=REASON)
    approve_opening(opening, by=Actor(ole))
    read_opening(Opening.objects.get(pk=opening.pk), by=Actor(kim))
    assert nora.notifications.filter(notice="mydata.glass_broken").exists()
    assert GuardedRead.objects.filter(person=nora, why="break_glass").exists()


def test_the_keys_alone_open_no_protected_circle() -> None:
    ayse, kim, ole = neighbour("Ayşe"), key_holder("Kim"), key_holder("Ole")
    request = ask_for_help(by=Actor(ayse), title=SECRET, is_protected=True)
    assert client_of(kim).get(request.url).status_code == 404
    opening = ask_opening(ayse, None, by=Actor(kim), reason=REASON)
    approve_opening(opening, by=Actor(ole))
    assert SECRET in page(client_of(kim), opening)


def test_there_is_no_address_on_which_somebody_becomes_somebody_else() -> None:
    names = [str(name) for name in get_resolver().reverse_dict] + [str(name) for name in get_resolver().namespace_dict]
    assert not [name for name in names if any(word in name for word in ("impersonat", "hijack", "login_as", "admin"))]
    kim, ayse = key_holder("Kim"), neighbour("Ayşe")
    response = client_of(kim).get(f"/people/{ayse.pk}/?as={ayse.pk}")
    assert response.wsgi_request.person == kim
