"""What the page of roles shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from quartier.kernel import registry
from quartier.kernel.contract import Power
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.roles.models import Change, RoleChange, RoleHolder
from quartier.kernel.roles.names import NamedRole, all_roles, name_of_role
from quartier.kernel.roles.powers import powers_of_role

LAST = 30


@dataclass(frozen=True)
class RoleRow:
    role: NamedRole
    holders: list[Person]
    powers: frozenset[str]


def role_rows() -> list[RoleRow]:
    """Every role with who holds it and what it may do."""
    holders: dict[str, list[Person]] = defaultdict(list)
    rows = RoleHolder.objects.filter(person__standing=Standing.MEMBER).select_related("person")
    for row in rows.order_by("person__given_name", "person__family_name"):
        holders[row.role].append(row.person)
    return [RoleRow(role, holders[role.slug], powers_of_role(role.slug)) for role in all_roles()]


def declared_powers() -> list[Power]:
    """The kernel's and those of every installed module, also of one that is switched off for now."""
    return list(registry.powers())


def change_sentences() -> list[tuple[RoleChange, str]]:
    """The log in words, newest first."""
    labels = {power.name: str(power.label) for power in registry.powers()}
    changes = RoleChange.objects.select_related("person", "by").order_by("-at", "-pk")[:LAST]
    return [(change, _sentence(change, labels)) for change in changes]


def _sentence(change: RoleChange, labels: dict[str, str]) -> str:
    role = change.role_name or name_of_role(change.role)
    what = Change(change.what).label
    if change.power:
        return f"{role}: {what} „{labels.get(change.power, change.power)}“"
    if change.person:
        return f"{change.person.full_name} {what}: {role}"
    return f"{what}: {role}"
