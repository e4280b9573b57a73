"""Whom these tests speak of."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from quartier.kernel.belonging.groups import found_group, join_group
from quartier.kernel.files.models import StoredFile
from quartier.kernel.groups.models import Group, Membership, Openness
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder


def neighbour(name: str, role: str = "", standing: str = Standing.MEMBER) -> Person:
    person = Person.objects.create(given_name=name, family_name="Beispiel", standing=standing)
    if role:
        RoleHolder.objects.create(person=person, role=role)
    return person


def group_of(founder: Person, *others: Person, openness: str = Openness.OPEN, name: str = "Garten") -> Group:
    """The others are let in in this order."""
    group = found_group(by=Actor(founder), name=name)
    for person in others:
        join_group(group, by=Actor(person))
    group.memberships.update(is_accepted=True)
    Group.objects.filter(pk=group.pk).update(openness=openness)
    return Group.objects.get(pk=group.pk)


def members(group: Group) -> set[str]:
    return set(group.memberships.filter(is_accepted=True).values_list("person__given_name", flat=True))


def moderators(group: Group) -> set[str]:
    rows = group.memberships.filter(is_accepted=True, role="moderator")
    return set(rows.values_list("person__given_name", flat=True))


def refused(do: Callable[[], object]) -> str:
    """Nothing changed, and this was said."""
    tables = (Membership, Group, StoredFile)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    with pytest.raises(Refused) as refusal:
        do()
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    return str(refusal.value)


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(Account.objects.create_user(f"name-{person.pk}", "x", person))
    return client


def told(person: Person, notice: str) -> int:
    return person.notifications.filter(notice=notice).count()


def at_once(*acts: Callable[[], object]) -> None:
    def quietly(act: Callable[[], object]) -> None:
        try:
            act()
        except Refused:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(quietly, acts))
