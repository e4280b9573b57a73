"""The people that tests speak of. Each has an account, so `client_of` can act as them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import update_last_login
from django.test import Client

from quartier.kernel.accounts.actions.sessions import BACKEND, CONFIRMED
from quartier.kernel.accounts.session_store import SessionStore
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
        client.cookies[settings.SESSION_COOKIE_NAME] = _session_of(person.account, session or {})
    return client


def _session_of(account: Account, more: Mapping[str, Any]) -> str:
    """The key of a session as logging in leaves it, written at once: Client.force_login asks the database ten times for it,
    and thousands of requests begin here.
    """
    update_last_login(Account, account)
    held = SessionStore()
    held.update(
        {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            CONFIRMED: time(),  # they have just said who they are: dangerous steps don't ask again
            **more,
        }
    )
    held.create()
    return str(held.session_key)


def _person(given_name: str, family_name: str, standing: Standing) -> Person:
    person = Person.objects.create(given_name=given_name, family_name=family_name, standing=standing)
    account = Account(login_name=f"{standing.value}-test-{next(_numbers)}", person=person)
    account.set_unusable_password()  # hashing a passphrase takes longer than the rest of the test
    account.save()
    return person


def _with_role(person: Person, role: str) -> Person:
    RoleHolder.objects.create(person=person, role=role)
    return person
