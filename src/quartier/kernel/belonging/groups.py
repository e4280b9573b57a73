"""Founding a group, changing it, and getting in."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.belonging.queries import groups_seen_by
from quartier.kernel.belonging.rules import must_be_neighbour, one_line, words
from quartier.kernel.contact.rules import require_contact
from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.groups.models import Adders, Group, GroupRole, Membership, Openness
from quartier.kernel.groups.queries import is_moderator, moderators_of
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.belonging import FOUND_GROUP, GROUP_ASKED, GROUP_INVITED, GROUP_JOINED

KIND = "groups.group"


@transaction.atomic
def found_group(
    *, by: Actor, name: str, about: str = "", openness: str = Openness.ON_REQUEST, adders: str = Adders.MEMBERS
) -> Group:
    """Begins a group; its founder is its first moderator. Founding the very same twice is founding it once.

    A name is taken only by a group that the founder may know: a refusal never tells that a closed one exists.
    """
    require(by, FOUND_GROUP)
    Person.objects.select_for_update(no_key=True).get(pk=by.subject.pk)
    name, about = _checked(name, about, openness, adders)
    same = _known_by_name(name, by).first()
    if (
        same
        and (same.about, same.openness, same.adders) == (about, openness, adders)
        and is_moderator(same, by.subject)
    ):
        return same
    if same:
        raise Refused(_("There is a group of this name already."), field="name")
    group = Group.objects.create(name=name, about=about, openness=openness, adders=adders)
    Membership.objects.create(group=group, person=by.subject, role=GroupRole.MODERATOR)
    record(Verb.PUBLISHED, KIND, by=by)
    return group


@transaction.atomic
def change_group(
    group: Group, *, by: Actor, name: str, about: str, openness: str, adders: str = Adders.MEMBERS
) -> None:
    group = lock(group)
    must_moderate(group, by)
    name, about = _checked(name, about, openness, adders)
    if _known_by_name(name, by).exclude(pk=group.pk).exists():
        raise Refused(_("There is a group of this name already."), field="name")
    Group.objects.filter(pk=group.pk).update(name=name, about=about, openness=openness, adders=adders)


@transaction.atomic
def join_group(group: Group, *, by: Actor) -> Membership:
    """Joins at once where the group is open or invited; else asks its moderators. Asking twice is asking once."""
    group = lock(group)
    must_be_neighbour(by)
    there = group.memberships.filter(person=by.subject).first()
    if there and (there.is_accepted or not there.is_invited):
        return there
    if there:
        _accept(there, by=by)
        return there
    if group.openness == Openness.CLOSED or group.empty:
        raise Refused(_("This group invites its members itself. Ask somebody who is in it."))
    is_open = group.openness == Openness.OPEN
    membership = Membership.objects.create(group=group, person=by.subject, is_accepted=is_open)
    if is_open:
        record(Verb.JOINED, KIND, by=by)
    else:
        tell(moderators_of(group), GROUP_ASKED, by=by.subject, url=url_of(group), title=group.name)
    return membership


@transaction.atomic
def withdraw(group: Group, *, by: Actor) -> None:
    """Takes a request back, or declines an invitation."""
    lock(group).memberships.filter(person=by.subject, is_accepted=False).delete()


@transaction.atomic
def accept_member(group: Group, *, by: Actor, person: Person) -> None:
    group = lock(group)
    must_moderate(group, by)
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
    group = lock(group)
    must_moderate(group, by)
    group.memberships.filter(person=person, is_accepted=False).delete()


@transaction.atomic
def invite(group: Group, *, by: Actor, person: Person) -> None:
    """Whoever is invited decides themselves; whoever had asked is in."""
    group = lock(group)
    must_moderate(group, by)
    if not person.is_member:
        raise Refused(_("Only confirmed neighbours can be invited."), field="name")
    there = group.memberships.filter(person=person).first()
    if there is None:
        require_contact(by, person)
        Membership.objects.create(group=group, person=person, is_accepted=False, is_invited=True)
        tell([person], GROUP_INVITED, by=by.subject, url=url_of(group), title=group.name)
    elif not there.is_accepted and not there.is_invited:
        _accept(there, by=by)
        tell([person], GROUP_JOINED, by=by.subject, url=url_of(group), title=group.name)


def url_of(group: Group) -> str:
    return reverse("groups:group", kwargs={"pk": group.pk})


def lock(group: Group) -> Group:
    """A group that ended meanwhile is not found."""
    return get_object_or_404(Group.objects.select_for_update(no_key=True), pk=group.pk)


def must_moderate(group: Group, by: Actor) -> None:
    if not is_moderator(group, by.subject):
        raise Refused(_("Only those who look after the group can do this."))


def _accept(membership: Membership, *, by: Actor) -> None:
    """Whoever comes back into a group that everybody had left looks after it."""
    membership.is_accepted, membership.is_invited, membership.joined = True, False, timezone.now()
    group = membership.group
    if group.empty:
        membership.role = GroupRole.MODERATOR
        Group.objects.filter(pk=group.pk).update(empty=None, vacant=None)
    membership.save(update_fields=["is_accepted", "is_invited", "joined", "role"])
    record(Verb.JOINED, KIND, by=by)


def _known_by_name(name: str, by: Actor) -> QuerySet[Group]:
    return groups_seen_by(by.subject).filter(name__iexact=name)


def _checked(name: str, about: str, openness: str, adders: str) -> tuple[str, str]:
    if openness not in Openness.values:
        raise Refused(_("Please choose how neighbours join."), field="openness")
    if adders not in Adders.values:
        raise Refused(_("Please choose who adds documents."), field="adders")
    return one_line(name, field="name", most=80), words(about, field="about", most=4000)
