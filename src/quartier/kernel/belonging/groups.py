"""Founding, joining and leaving groups."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.belonging.rules import must_be_neighbour, one_line, words
from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.groups.models import Group, GroupRole, Membership, Openness
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms import FOUND_GROUP, GROUP_ASKED, GROUP_INVITED, GROUP_JOINED, GROUP_LEFT, GROUP_MODERATOR

KIND = "groups.group"


@transaction.atomic
def found_group(*, by: Actor, name: str, about: str = "", openness: str = Openness.ON_REQUEST) -> Group:
    """Begins a group; its founder is its first moderator. Founding the very same twice is founding it once."""
    require(by, FOUND_GROUP)
    Person.objects.select_for_update(no_key=True).get(pk=by.subject.pk)
    name, about = _checked(name, about, openness)
    same = Group.objects.filter(name__iexact=name).first()
    if same and (same.about, same.openness) == (about, openness) and is_moderator(same, by.subject):
        return same
    if same:
        raise Refused(_("There is a group of this name already."), field="name")
    group = Group.objects.create(name=name, about=about, openness=openness)
    Membership.objects.create(group=group, person=by.subject, role=GroupRole.MODERATOR)
    record(Verb.PUBLISHED, KIND, by=by)
    return group


@transaction.atomic
def change_group(group: Group, *, by: Actor, name: str, about: str, openness: str) -> None:
    group = _lock(group)
    _must_moderate(group, by)
    name, about = _checked(name, about, openness)
    if Group.objects.filter(name__iexact=name).exclude(pk=group.pk).exists():
        raise Refused(_("There is a group of this name already."), field="name")
    Group.objects.filter(pk=group.pk).update(name=name, about=about, openness=openness)


@transaction.atomic
def join_group(group: Group, *, by: Actor) -> Membership:
    """Joins at once where the group is open or invited; else asks its moderators. Asking twice is asking once."""
    group = _lock(group)
    must_be_neighbour(by)
    there = group.memberships.filter(person=by.subject).first()
    if there and (there.is_accepted or not there.is_invited):
        return there
    if there:
        _accept(there, by=by)
        return there
    if group.openness == Openness.CLOSED:
        raise Refused(_("This group invites its members itself. Ask somebody who is in it."))
    is_open = group.openness == Openness.OPEN
    membership = Membership.objects.create(group=group, person=by.subject, is_accepted=is_open)
    if is_open:
        record(Verb.JOINED, KIND, by=by)
    else:
        tell(moderators_of(group), GROUP_ASKED, by=by.subject, url=url_of(group), title=group.name)
    return membership


@transaction.atomic
def accept_member(group: Group, *, by: Actor, person: Person) -> None:
    group = _lock(group)
    _must_moderate(group, by)
    asked = group.memberships.filter(person=person).first()
    if asked is None:
        raise Refused(_("They have taken their request back meanwhile."))
    if asked.is_invited and not asked.is_accepted:
        raise Refused(_("They were invited and haven't answered yet."))
    if not asked.is_accepted:
        _accept(asked, by=by)
        tell([person], GROUP_JOINED, by=by.subject, url=url_of(group), title=group.name)


@transaction.atomic
def decline_member(group: Group, *, by: Actor, person: Person) -> None:
    """Says no to a request, or takes an invitation back. Nobody is told: they see it when they look."""
    group = _lock(group)
    _must_moderate(group, by)
    group.memberships.filter(person=person, is_accepted=False).delete()


@transaction.atomic
def invite(group: Group, *, by: Actor, person: Person) -> None:
    """Whoever is invited decides themselves; whoever had asked is in."""
    group = _lock(group)
    _must_moderate(group, by)
    if not person.is_member:
        raise Refused(_("Only confirmed neighbours can be invited."), field="name")
    there = group.memberships.filter(person=person).first()
    if there is None:
        Membership.objects.create(group=group, person=person, is_accepted=False, is_invited=True)
        tell([person], GROUP_INVITED, by=by.subject, url=url_of(group), title=group.name)
    elif not there.is_accepted and not there.is_invited:
        _accept(there, by=by)
        tell([person], GROUP_JOINED, by=by.subject, url=url_of(group), title=group.name)


@transaction.atomic
def leave_group(group: Group, *, by: Actor) -> None:
    """Leaves, takes a request back, or declines an invitation. The last moderator names a successor first."""
    group = _lock(group)
    own = group.memberships.filter(person=by.subject).first()
    if own is None:
        return
    others = group.memberships.filter(is_accepted=True).exclude(person=by.subject)
    is_last = is_moderator(group, by.subject) and not others.filter(role=GroupRole.MODERATOR).exists()
    if is_last and others.exists():
        raise Refused(_("You are the last who looks after this group. Choose somebody to follow you first."))
    own.delete()
    if own.is_accepted:
        record(Verb.LEFT, KIND, by=by)


@transaction.atomic
def remove_member(group: Group, *, by: Actor, person: Person) -> None:
    group = _lock(group)
    _must_moderate(group, by)
    if person == by.subject:
        raise Refused(_("To leave yourself, use “Leave the group”."))
    if group.memberships.filter(person=person, is_accepted=True).delete()[0]:
        record(Verb.LEFT, KIND, by=by)
        tell([person], GROUP_LEFT, by=by.subject, url=url_of(group), title=group.name)


@transaction.atomic
def make_moderator(group: Group, *, by: Actor, person: Person) -> None:
    group = _lock(group)
    _must_moderate(group, by)
    member = group.memberships.filter(person=person, is_accepted=True).first()
    if member is None:
        raise Refused(_("Only a member can look after the group."))
    if member.role != GroupRole.MODERATOR:
        member.role = GroupRole.MODERATOR
        member.save(update_fields=["role"])
        tell([person], GROUP_MODERATOR, by=by.subject, url=url_of(group), title=group.name)


@transaction.atomic
def leave_all_groups(person: Person) -> None:
    """For erasure, moving away and death: where they were the last moderator, the longest member follows."""
    for membership in person.memberships.select_related("group").order_by("group_id"):
        group = _lock(membership.group)
        others = group.memberships.filter(is_accepted=True).exclude(person=person).order_by("joined", "pk")
        if membership.role == GroupRole.MODERATOR and not others.filter(role=GroupRole.MODERATOR).exists():
            heir = others.select_related("person").first()
            if heir:
                heir.role = GroupRole.MODERATOR
                heir.save(update_fields=["role"])
                tell([heir.person], GROUP_MODERATOR, url=url_of(group), title=group.name)
        membership.delete()


def moderators_of(group: Group) -> list[Person]:
    members = group.memberships.filter(role=GroupRole.MODERATOR, is_accepted=True).select_related("person")
    return [membership.person for membership in members]


def is_moderator(group: Group, person: Person | None) -> bool:
    """Whose confirmation was withdrawn looks after nothing until they are confirmed anew."""
    return person is not None and person.is_member and person in moderators_of(group)


def url_of(group: Group) -> str:
    from django.urls import reverse

    return reverse("groups:group", kwargs={"pk": group.pk})


def _lock(group: Group) -> Group:
    return Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def _accept(membership: Membership, *, by: Actor) -> None:
    membership.is_accepted, membership.is_invited, membership.joined = True, False, timezone.now()
    membership.save(update_fields=["is_accepted", "is_invited", "joined"])
    record(Verb.JOINED, KIND, by=by)


def _must_moderate(group: Group, by: Actor) -> None:
    if not is_moderator(group, by.subject):
        raise Refused(_("Only those who look after the group can do this."))


def _checked(name: str, about: str, openness: str) -> tuple[str, str]:
    if openness not in Openness.values:
        raise Refused(_("Please choose how neighbours join."), field="openness")
    return one_line(name, field="name", most=80), words(about, field="about", most=4000)
