"""Which groups somebody is in, and whom they may speak for: what a form offers to choose from."""

from __future__ import annotations

from quartier.kernel.groups.models import Group, Organisation
from quartier.kernel.people.models import Person


def groups_of(person: Person | None) -> list[Group]:
    """The groups that somebody may write to now, by name."""
    if person is None or not person.is_member:
        return []
    return list(Group.objects.filter(memberships__person=person, memberships__is_accepted=True).order_by("name", "pk"))


def speaks_for(person: Person | None) -> list[Organisation]:
    """The organisations in whose name somebody may write now, by name: confirmed ones, and only for a neighbour."""
    if person is None or not person.is_member:
        return []
    return list(Organisation.objects.filter(memberships__person=person, is_confirmed=True).order_by("name", "pk"))
