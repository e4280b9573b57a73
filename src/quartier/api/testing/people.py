"""The people that tests speak of. Each has an account, so `client_of` can act as them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from time import time
from typing import Any

from django.test import Client

from quartier.kernel.accounts.actions.sessions import CONFIRMED
from quartier.kernel.contract import Power, Role
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.roles.models import RoleHolder, RolePower

_numbers = count(1)


def neighbour(given_name: str = "Ayşe", family_name: str = "Demir") -> Person:
    """Somebody who was confirmed."""
    return _person(given_name, family_name, Standing.MEMBER)


def guest(given_name: str = "Gustav", family_name: str = "Gast") -> Person:
    """Somebody who registered and whom nobody has confirmed yet."""
    return _person(given_name, family_name, Standing.GUEST)


def moderator(given_name: str = "Mona", family_name: str = "Moser") -> Person:
    return _with_role(neighbour(given_name, family_name), Role.MODERATOR)


def key_holder(given_name: str = "Kim", family_name: str = "Keller") -> Person:
    return _with_role(neighbour(given_name, family_name), Role.KEY_HOLDER)


def holder_of(power: Power, given_name: str = "Petra", family_name: str = "Pohl") -> Person:
    """A neighbour with a role of their own that grants this power and no other."""
    role = f"may:{power.name}"[:40]
    RolePower.objects.get_or_create(role=role, power=power.name, is_granted=True)
    return _with_role(neighbour(given_name, family_name), role)


def take_from_everybody(power: Power) -> None:
    """The quarter decides that none of the usual roles holds this power."""
    for role in (Role.GUEST, Role.NEIGHBOUR, Role.COORDINATOR, Role.MODERATOR):
        RolePower.objects.update_or_create(role=role, power=power.name, defaults={"is_granted": False})


def client_of(
    person: Person | None, *, session: Mapping[str, Any] | None = None, enforce_csrf_checks: bool = False
) -> Client:
    """A browser in which this person is signed in; a stranger's for None. `session`: what theirs holds already."""
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    if person is not None:
        client.force_login(person.account)
        held = client.session
        held[CONFIRMED] = time()  # they have just said who they are: dangerous steps don't ask again
        held.update(session or {})
        held.save()
    return client


def _person(given_name: str, family_name: str, standing: Standing) -> Person:
    person = Person.objects.create(given_name=given_name, family_name=family_name, standing=standing)
    account = Account(login_name=f"{standing.value}-test-{next(_numbers)}", person=person)
    account.set_unusable_password()  # hashing a passphrase takes longer than the rest of the test
    account.save()
    return person


def _with_role(person: Person, role: str) -> Person:
    RoleHolder.objects.create(person=person, role=role)
    return person
