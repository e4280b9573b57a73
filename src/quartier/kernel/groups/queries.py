"""Who is in which group, who looks after it, and for whom somebody may speak."""

from __future__ import annotations

from quartier.kernel.groups.models import Group, GroupRole, Membership, Organisation
from quartier.kernel.people.acting import may_touch
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.prepared import Prepared

_groups = Prepared(
    lambda person: Group.objects.filter(
        memberships__person=person, memberships__is_accepted=True, hidden=None
    ).order_by("name", "pk")
)
_organisations = Prepared(
    lambda person: Organisation.objects.filter(memberships__person=person, is_confirmed=True, hidden=None).order_by(
        "name", "pk"
    )
)


def is_in(group: Group, person: Person | None) -> bool:
    """Whoever is no neighbour (any more) is in no group until they are confirmed anew."""
    if person is None or not person.is_member or group.hidden or not may_touch(person, "groups"):
        return False
    return group.memberships.filter(person=person, is_accepted=True).exists()


def moderators_of(group: Group) -> list[Person]:
    """Those who look after it and can: whose confirmation was withdrawn can't."""
    members = group.memberships.filter(role=GroupRole.MODERATOR, is_accepted=True, person__standing=Standing.MEMBER)
    return [membership.person for membership in members.select_related("person").order_by("joined", "pk")]


def is_moderator(group: Group, person: Person | None) -> bool:
    if person is None or not person.is_member or person.within is not None:
        return False
    return group.memberships.filter(person=person, role=GroupRole.MODERATOR, is_accepted=True).exists()


def groups_of(person: Person | None) -> list[Group]:
    """The groups that somebody may write to now, by name."""
    if person is None or not person.is_member or not may_touch(person, "groups"):
        return []
    return _groups(person.pk)


def speaks_for(person: Person | None) -> list[Organisation]:
    """The organisations in whose name somebody may write now, by name: confirmed ones, and only for a neighbour."""
    if person is None or not person.is_member or person.within is not None:
        return []
    return _organisations(person.pk)


def members_of_groups() -> dict[int, dict[int, bool]]:
    """Of every group that isn't hidden: person → whether they look after it. One query, whatever there is."""
    rows = Membership.objects.filter(is_accepted=True, person__standing=Standing.MEMBER, group__hidden=None)
    found: dict[int, dict[int, bool]] = {}
    for group, person, role in rows.values_list("group", "person", "role"):
        found.setdefault(group, {})[person] = role == GroupRole.MODERATOR
    return found
