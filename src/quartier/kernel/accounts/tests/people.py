"""Whom the tests speak of."""

from __future__ import annotations

from django.test import Client

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.roles.models import RoleHolder

PASSPHRASE = "apfel laterne wolke nest"


def neighbour(
    given_name: str, family_name: str = "Beispiel", *, role: str = "", standing: str = Standing.MEMBER
) -> Person:
    person = Person.objects.create(given_name=given_name, family_name=family_name, standing=standing)
    if role:
        RoleHolder.objects.create(person=person, role=role)
    return person


def account_for(person: Person, login_name: str = "", passphrase: str = PASSPHRASE) -> Account:
    return Account.objects.create_user(
        login_name or f"{person.given_name.lower()}-wolke-{person.pk}", passphrase, person
    )


def coordinator() -> Actor:
    return Actor(neighbour("Koordinatorin", role="coordinator"))


def logged_in(account: Account, passphrase: str = PASSPHRASE) -> Client:
    """Through the page, as people do."""
    client = Client()
    answer = client.post("/account/login/", {"login_name": account.login_name, "passphrase": passphrase})
    assert answer.status_code == 302, answer.content.decode()
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
