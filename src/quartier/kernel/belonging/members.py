"""Leaving a group, and who does what in it."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.kernel.belonging.care import see_to
from quartier.kernel.belonging.documents import take_documents_along
from quartier.kernel.belonging.groups import KIND, lock, must_moderate, url_of
from quartier.kernel.belonging.rules import one_line
from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.groups.models import Group, GroupRole, Membership
from quartier.kernel.groups.queries import moderators_of
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.belonging import GROUP_LEFT, GROUP_MEMBER, GROUP_MODERATOR

MOST_OF_A_TASK = 40


@transaction.atomic
def leave_group(group: Group, *, by: Actor, successor: Person | None = None, takes_documents: bool = False) -> None:
    """Nobody is held back.

    Whoever is the last to look after it may name a successor; else the members are asked. Whoever is the very last may
    come back until the group ends: the place is kept for them as an invitation.
    """
    group = lock(group)
    own = group.memberships.filter(person=by.subject, is_accepted=True).first()
    if own is None:
        return
    if successor is not None and own.role == GroupRole.MODERATOR:
        make_moderator(group, by=by, person=successor)
    if takes_documents:
        take_documents_along(group, by=by)
    if group.memberships.filter(is_accepted=True).exclude(person=by.subject).exists():
        own.delete()
    else:
        own.role, own.is_accepted, own.is_invited, own.task = GroupRole.MEMBER, False, True, ""
        own.save()
    record(Verb.LEFT, KIND, by=by)
    see_to(group)


@transaction.atomic
def remove_member(group: Group, *, by: Actor, person: Person) -> None:
    group = lock(group)
    must_moderate(group, by)
    if person == by.subject:
        raise Refused(_("To leave yourself, use “Leave the group”."))
    if group.memberships.filter(person=person, is_accepted=True).delete()[0]:
        record(Verb.LEFT, KIND, by=by)
        tell([person], GROUP_LEFT, by=by.subject, url=reverse("groups:list"), title=group.name)


@transaction.atomic
def make_moderator(group: Group, *, by: Actor, person: Person) -> None:
    group = lock(group)
    must_moderate(group, by)
    member = _member(group, person)
    if not person.is_member:
        raise Refused(_("Only a confirmed neighbour can look after the group."))
    if member.role != GroupRole.MODERATOR:
        _give_role(member, GroupRole.MODERATOR)
        tell([person], GROUP_MODERATOR, by=by.subject, url=url_of(group), title=group.name)


@transaction.atomic
def make_member(group: Group, *, by: Actor, person: Person) -> None:
    """Takes back that somebody looks after the group; also oneself, as long as another does."""
    group = lock(group)
    must_moderate(group, by)
    member = _member(group, person)
    if member.role != GroupRole.MODERATOR:
        return
    if moderators_of(group) == [person]:
        raise Refused(_("Nobody would look after the group then. First let somebody else look after it."))
    _give_role(member, GroupRole.MEMBER)
    tell([person], GROUP_MEMBER, by=by.subject, url=url_of(group), title=group.name)


@transaction.atomic
def hand_over(group: Group, *, by: Actor, person: Person) -> None:
    """They look after the group from now on, and oneself no longer."""
    if person == by.subject:
        raise Refused(_("Choose somebody else."))
    make_moderator(group, by=by, person=person)
    make_member(group, by=by, person=by.subject)


@transaction.atomic
def give_task(group: Group, *, by: Actor, person: Person, task: str) -> None:
    """A word beside the name, like "Kasse". It says who does what, and gives no power."""
    group = lock(group)
    must_moderate(group, by)
    member = _member(group, person)
    member.task = one_line(task, field="task", most=MOST_OF_A_TASK, needed=False)
    member.save(update_fields=["task"])


def _member(group: Group, person: Person) -> Membership:
    member = group.memberships.filter(person=person, is_accepted=True).first()
    if member is None:
        raise Refused(_("They are no member of the group (any more)."))
    return member


def _give_role(member: Membership, role: GroupRole) -> None:
    member.role = role
    member.save(update_fields=["role"])
    Group.objects.filter(pk=member.group_id).update(vacant=None)
