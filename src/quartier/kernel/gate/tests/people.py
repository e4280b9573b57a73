"""The people of these tests."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import count

from django.test import Client
from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.accounts.actions.sessions import BACKEND, CONFIRMED
from quartier.kernel.contract import Audience
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.roles.models import RoleHolder

_numbers = count(1)


def neighbour(
    given_name: str, *roles: str, standing: Standing = Standing.MEMBER, birth_date: date | None = None
) -> Person:
    person = Person.objects.create(
        given_name=given_name, family_name="Beispiel", standing=standing, birth_date=birth_date
    )
    account = Account(login_name=f"{given_name.lower()}-{next(_numbers)}", person=person)
    account.set_unusable_password()
    account.save()
    for role in roles:
        RoleHolder.objects.create(person=person, role=role)
    return person


def guest(given_name: str = "Gustav", birth_date: date | None = None) -> Person:
    return neighbour(given_name, standing=Standing.GUEST, birth_date=birth_date)


def years_ago(years: int) -> date:
    return timezone.localdate() - timedelta(days=round(365.25 * years) + 2)


def client_of(person: Person | None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if person is not None:
        client.force_login(person.account, backend=BACKEND)
        session = client.session
        session[CONFIRMED] = time.time()  # as after a log-in: dangerous steps don't ask again
        session.save()
    return client


def by(person: Person) -> Actor:
    """A request of theirs: nothing that was known of them before counts."""
    return Actor(Person.objects.get(pk=person.pk))


def shared_by(author: Person) -> Entry:
    """Something of theirs that neighbours see: the first example of a module's kind that all may see. Processes are nobody's."""
    for kind in (kind for module in registry.modules() for kind in module.kinds):
        entry = share(kind.example(author), by=Actor(author))
        if entry is not None and entry.audience == Audience.MEMBERS and entry.author == author:
            return entry
    raise LookupError("No module shares anything with all neighbours.")
