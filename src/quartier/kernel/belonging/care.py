"""That somebody always looks after a group, and that one without members ends.

Nobody is made to look after a group without having been asked: whoever has been in it longest is asked first, and any
member may take it over with one press of a button.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.belonging.groups import KIND, lock, url_of
from quartier.kernel.belonging.rules import holders_of
from quartier.kernel.contract import Verb
from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts.delivery import record
from quartier.kernel.files.disk import remove_all
from quartier.kernel.groups.models import Group, GroupRole, Membership, Openness
from quartier.kernel.groups.queries import is_in, moderators_of
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.processes.handover import let_go_of_group
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.belonging import GROUP_UNATTENDED, GROUP_VACANT
from quartier.kernel.terms.residence import CONFIRM

PATIENCE = timedelta(days=7)  # with the one who was asked first; then all members are
REST = timedelta(days=30)  # in which the last member may come back


@transaction.atomic
def take_over(group: Group, *, by: Actor) -> None:
    """Any member, while nobody looks after it. The first to press the button has it."""
    group = lock(group)
    member = group.memberships.filter(person=by.subject, is_accepted=True).first() if is_in(group, by.subject) else None
    if member is None:
        raise Refused(_("Only a member can look after the group."))
    there = moderators_of(group)
    if by.subject in there:
        return
    if there:
        raise Refused(_("Somebody was quicker: %(name)s looks after the group now.") % {"name": there[0].full_name})
    member.role = GroupRole.MODERATOR
    member.save(update_fields=["role"])
    Group.objects.filter(pk=group.pk).update(vacant=None)
    record(Verb.CHANGED, KIND, by=by)


@transaction.atomic
def see_to(group: Group) -> None:
    """Looks whether somebody looks after it; whoever takes somebody out of a group, or out of the quarter, calls this."""
    group = lock(group)
    has_members = group.memberships.filter(is_accepted=True).exists()
    is_vacant = has_members and not moderators_of(group)
    now = timezone.now()
    empty = None if has_members else group.empty or now
    vacant = (group.vacant or now) if is_vacant else None
    Group.objects.filter(pk=group.pk).update(empty=empty, vacant=vacant)
    if is_vacant and group.vacant is None:
        group.vacant = now
        _ask_for_somebody(group)


@transaction.atomic
def leave_all_groups(person: Person) -> None:
    """For erasure, moving away and death."""
    for membership in person.memberships.select_related("group").order_by("group_id"):
        group = lock(membership.group)
        membership.delete()
        see_to(group)


def see_to_groups_of(person: Person) -> None:
    """They are no neighbour for now, and can't look after anything."""
    for membership in person.memberships.filter(role=GroupRole.MODERATOR).select_related("group"):
        see_to(membership.group)


def look_after_groups(now: datetime) -> None:
    """A job: finds what nobody looks after, asks again, and ends what has been empty for long."""
    looked_after = Membership.objects.filter(
        role=GroupRole.MODERATOR, is_accepted=True, person__standing=Standing.MEMBER
    ).values("group")
    for group in Group.objects.exclude(pk__in=looked_after, vacant=None, empty=None):
        see_to(group)
    for group in Group.objects.filter(vacant__lte=now - PATIENCE):
        _ask(group, _neighbours_in(group))
    for group in Group.objects.filter(empty__lte=now - REST):
        _end(group)


def _ask_for_somebody(group: Group) -> None:
    """A group that not everybody may know of is nobody's business but its members': they are all asked at once."""
    if group.openness == Openness.CLOSED:
        _ask(group, _neighbours_in(group))
        return
    _ask(group, _neighbours_in(group)[:1])
    tell(holders_of(CONFIRM), GROUP_UNATTENDED, url=url_of(group), title=group.name, calm=True)


def _ask(group: Group, people: Sequence[Person]) -> None:
    """Once each, however often the job comes by."""
    once = f"{group.pk}:{group.vacant:%Y%m%d%H%M%S}"
    tell(people, GROUP_VACANT, url=url_of(group), title=group.name, once=once)


def _neighbours_in(group: Group) -> Sequence[Person]:
    """Who could look after it: those with an account first, of these whoever has been in it longest."""
    members = group.memberships.filter(is_accepted=True, person__standing=Standing.MEMBER).select_related("person")
    in_order = members.annotate(accounts=Count("person__account")).order_by("-accounts", "joined", "pk")
    return [member.person for member in in_order]


def _end(group: Group) -> None:
    """With all that was shared with it; a process that it began is the quarter's from then on."""
    group = lock(group)
    if group.memberships.filter(is_accepted=True).exists():
        return
    let_go_of_group(group)
    search.forget(Entry.objects.filter(group=group).values_list("pk", flat=True))
    keys = list(group.documents.values_list("key", flat=True))
    group.delete()
    record(Verb.EXPIRED, KIND, by=None)
    transaction.on_commit(lambda: remove_all(keys))
