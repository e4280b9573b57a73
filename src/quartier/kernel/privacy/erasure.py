"""Forgetting a person. `on_delete` of each foreign key is the policy: CASCADE deletes, SET_NULL leaves it without a name."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.accounts.models import Device
from quartier.kernel.belonging.care import leave_all_groups
from quartier.kernel.belonging.organisations import leave_all_organisations
from quartier.kernel.choosing.putting_aside import forget_all_put_aside
from quartier.kernel.comments.models import Comment
from quartier.kernel.contract import Retain, Text, Verb
from quartier.kernel.each import each_by_itself
from quartier.kernel.entries import search
from quartier.kernel.entries.gone import delete_again
from quartier.kernel.facts.delivery import record
from quartier.kernel.files import disk
from quartier.kernel.files.models import StoredFile
from quartier.kernel.matters.actions import end_matters_of
from quartier.kernel.moderation.keeping import RETAINS
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.duties import person_fields
from quartier.kernel.privacy.echoes import forget_echoes
from quartier.kernel.privacy.erased_list import deleted_things, erased_people, note_erased
from quartier.kernel.privacy.models import ErasureRequest
from quartier.kernel.processes.handover import let_go_of_person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import is_last_key_holder, lock_keys
from quartier.kernel.terms.data import ERASURE_ASKED, ERASURE_WAITS
from quartier.ui.dates import day

PARTS = {"comment": (Comment, "created"), "file": (StoredFile, "stored")}  # deleted singly; a job sweeps a file's bytes


class Kept(NamedTuple):
    """What stays of somebody without their name, because a law says so."""

    rows: int
    ground: Text
    until: datetime


def all_retains() -> list[Retain]:
    """What laws make the kernel and the modules keep."""
    return [*RETAINS, *(retain for module in registry.modules() for retain in module.retains)]


def kept_after(person: Person) -> list[Kept]:
    """What an erasure today would leave: told before it happens."""
    kept = []
    for retain in all_retains():
        of_person = Q()
        for _name, model, field in person_fields():
            if model is retain.model:
                of_person |= Q(**{field.name: person})
        rows = retain.model._default_manager.filter(of_person) if of_person else retain.model._default_manager.none()
        said = rows.aggregate(count=Count("pk"), last=Max(retain.counts_from))
        if said["count"]:
            kept.append(Kept(said["count"], retain.ground, (said["last"] or timezone.now()) + retain.until))
    return kept


@transaction.atomic
def ask_erasure(*, by: Actor) -> ErasureRequest:
    """Everything goes in a week. Until then they may take it back; asking again changes nothing."""
    if by.for_person is not None:
        raise Refused(_("Only you yourself can have your data erased."))
    _keep_a_key_holder(by.person)
    request, is_new = ErasureRequest.objects.get_or_create(person=by.person)
    if is_new:
        tell([by.person], ERASURE_ASKED, url=reverse("mydata:erase"), title=day(request.due))
    return request


@transaction.atomic
def take_back_erasure(*, by: Actor) -> None:
    ErasureRequest.objects.filter(person=by.person).delete()
    by.person.notifications.filter(notice=ERASURE_ASKED.name).delete()


def erase_due(now: datetime) -> int:
    """Those whose week is over. A job runs it. Whoever holds the last key by now stays, and is told. Returns how many went."""
    due = ErasureRequest.objects.filter(due__lte=now).select_related("person")
    return each_by_itself(due, lambda asked: _erase_as_asked(asked, now), otherwise="Somebody could not be erased.")


def _erase_as_asked(asked: ErasureRequest, now: datetime) -> int:
    try:
        erase_person(asked.person, by=Actor(asked.person))
    except Refused:
        tell([asked.person], ERASURE_WAITS, url=reverse("mydata:erase"), once=f"{asked.person.pk}:{now:%G-%V}")
        return 0
    return 1


@transaction.atomic
def erase_person(person: Person, *, by: Actor) -> None:
    """Deletes everything that only this person's being here explains, and takes their name from what others keep.

    Only they themselves may ask. A matter under way ends, and its other parties are told.
    """
    if by.person != person:
        raise Refused(_("Only you yourself can have your data erased."))
    lock_keys()
    _keep_a_key_holder(person)
    _erase(person)


@transaction.atomic
def erase_again() -> int:
    """Those whom an old back-up brought back although they had gone: whatever they hold now. Returns how many people.

    And what somebody who is still here had deleted for good.
    """
    people = erased_people()
    delete_again(deleted_things(), PARTS)
    for person in people:
        _erase(person)
    return len(people)


def _erase(person: Person) -> None:
    note_erased(person)
    forget_echoes(person)
    forget_all_put_aside()
    end_matters_of(person)
    let_go_of_person(person, is_erased=True)
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
    if is_last_key_holder(person):
        raise Refused(_("You hold the last key of this quarter. Hand it over first, then you can go."))


def _delete_files(person: Person) -> None:
    """The rows go with the person; the bytes once that is committed."""
    keys = list(StoredFile.objects.filter(owner=person).values_list("key", flat=True))
    transaction.on_commit(lambda: disk.remove_all(keys))


def _end_sessions(person: Person) -> None:
    keys = Device.objects.filter(account__person=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
