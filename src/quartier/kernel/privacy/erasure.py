"""Forgetting a person. `on_delete` of each foreign key is the policy: CASCADE deletes, SET_NULL leaves it without a name."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.accounts.models import Device
from quartier.kernel.belonging.care import leave_all_groups
from quartier.kernel.belonging.organisations import leave_all_organisations
from quartier.kernel.contract import Role, Text, Verb
from quartier.kernel.entries import search
from quartier.kernel.facts.delivery import record
from quartier.kernel.files.models import StoredFile
from quartier.kernel.matters.actions import end_matters_of
from quartier.kernel.moderation.keeping import RETAINS
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.privacy.duties import person_fields
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import RoleHolder


class Kept(NamedTuple):
    """What stays of somebody without their name, because a law says so."""

    rows: int
    ground: Text
    until: datetime


def kept_after(person: Person) -> list[Kept]:
    """What an erasure today would leave: told before it happens."""
    now, kept = timezone.now(), []
    for retain in (*RETAINS, *(one for module in registry.modules() for one in module.retains)):
        of_person = Q()
        for _name, model, field in person_fields():
            if model is retain.model:
                of_person |= Q(**{field.name: person})
        if rows := retain.model._default_manager.filter(of_person).count() if of_person else 0:
            kept.append(Kept(rows, retain.ground, now + retain.until))
    return kept


@transaction.atomic
def erase_person(person: Person, *, by: Actor) -> None:
    """Deletes everything that only this person's being here explains, and takes their name from what others keep.

    Only they themselves may ask. A matter under way ends, and its other parties are told.
    """
    if by.person != person:
        raise Refused(_("Only you yourself can have your data erased."))
    _keep_a_key_holder(person)
    end_matters_of(person)
    leave_all_groups(person)
    leave_all_organisations(person)
    for module in registry.modules():
        for erase in module.erasers:
            erase(person)
    _delete_files(person)
    search.forget_for_good(person.entries.values_list("pk", flat=True))
    _end_sessions(person)
    record(Verb.ERASED, "people.person", by=None)
    person.delete()


def _keep_a_key_holder(person: Person) -> None:
    holders = RoleHolder.objects.filter(role=Role.KEY_HOLDER, person__standing=Standing.MEMBER)
    if holders.filter(person=person).exists() and not holders.exclude(person=person).exists():
        raise Refused(_("You hold the last key of this quarter. Hand it over first, then you can go."))


def _delete_files(person: Person) -> None:
    """The rows go with the person; the bytes once that is committed."""
    paths = [file.path for file in StoredFile.objects.filter(owner=person)]

    def delete_bytes() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    transaction.on_commit(delete_bytes)


def _end_sessions(person: Person) -> None:
    keys = Device.objects.filter(account__person=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
