"""Who holds the quarter's keys. Two people should; somebody must."""

from __future__ import annotations

from django.db.models import QuerySet

from quartier.kernel.contract import Role
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.quarter.models import Quarter

ENOUGH = 2


def key_holders() -> QuerySet[Person]:
    """Those who hold the keys and can use them: confirmed, and able to log in."""
    return Person.objects.filter(
        roles__role=Role.KEY_HOLDER, standing=Standing.MEMBER, account__is_active=True
    ).order_by("given_name", "family_name", "pk")


def is_key_holder(person: Person) -> bool:
    return person.is_member and person.roles.filter(role=Role.KEY_HOLDER).exists()


def is_last_key_holder(person: Person) -> bool:
    """Whether nobody could open the house any more without this person."""
    return is_key_holder(person) and not key_holders().exclude(pk=person.pk).exists()


def lock_keys() -> None:
    """Until the end of the transaction nobody else changes who holds keys: two may not take them from each other at once."""
    quarter, _created = Quarter.objects.get_or_create(pk=1)
    Quarter.objects.select_for_update().only("pk").get(pk=quarter.pk)


def key_holders_without_log_in() -> QuerySet[Person]:
    """Those who were given the keys but never logged in: on paper only."""
    held = Person.objects.filter(roles__role=Role.KEY_HOLDER, standing=Standing.MEMBER)
    return held.filter(account__last_login__isnull=True).order_by("given_name", "family_name", "pk")
