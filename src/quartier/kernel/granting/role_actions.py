"""What a role may do, and the roles that a quarter makes up for itself."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Role
from quartier.kernel.granting.actions import note
from quartier.kernel.granting.rules import require_may_decide, require_may_give, require_power
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.models import Change, CustomRole, RoleChange, RoleHolder, RolePower
from quartier.kernel.roles.names import NamedRole, all_roles, role_named
from quartier.kernel.roles.powers import powers_of_role, require
from quartier.kernel.terms.people import GRANT

MOST_ROLES = 30


@transaction.atomic
def change_power(role: str, power: str, *, is_granted: bool, by: Actor) -> None:
    """Decides whether a role may do something. Counts for everybody who has it from their next click on."""
    require_own_name(by)
    require(by, GRANT)
    named = role_named(role)
    if named is None:
        raise Refused(_("There is no role of this name."), "role")
    declared = require_power(power)
    require_may_decide(named, declared, is_granted=is_granted, by=by)
    if (power in powers_of_role(role)) == is_granted:
        return
    RolePower.objects.update_or_create(role=role, power=power, defaults={"is_granted": is_granted})
    note(Change.POWER_GIVEN if is_granted else Change.POWER_TAKEN, role, by=by, power=power)


@transaction.atomic
def change_powers(role: str, wanted: frozenset[str], *, by: Actor) -> None:
    """Everything on a role's page at once: what isn't wanted it may no longer do. One refusal, and nothing changes."""
    require(by, GRANT)
    held = powers_of_role(role)
    for power in registry.powers():
        if (power.name in wanted) != (power.name in held):
            change_power(role, power.name, is_granted=power.name in wanted, by=by)


@transaction.atomic
def create_role(name: str, *, by: Actor) -> CustomRole:
    """A role of the quarter's own. It may do nothing until it is given powers."""
    require_own_name(by)
    require(by, GRANT)
    name = _checked_name(name)
    if CustomRole.objects.count() >= MOST_ROLES:
        raise Refused(_("There are very many roles already. Please delete one first."))
    role = CustomRole.objects.create(name=name, slug=_free_slug(name))
    note(Change.CREATED, role.slug, by=by, name=name)
    return role


@transaction.atomic
def rename_role(role: CustomRole, name: str, *, by: Actor) -> None:
    require_own_name(by)
    require(by, GRANT)
    require_may_give(_named(role), by=by)
    name = _checked_name(name, but=role.slug)
    if CustomRole.objects.filter(pk=role.pk).exclude(name=name).update(name=name) == 0:
        return
    role.name = name
    note(Change.RENAMED, role.slug, by=by, name=role.name)


@transaction.atomic
def delete_role(role: CustomRole, *, by: Actor) -> None:
    """Nobody has it any more, and nothing remains of what it might do."""
    require_own_name(by)
    require(by, GRANT)
    require_may_give(_named(role), by=by)
    if not CustomRole.objects.select_for_update().filter(pk=role.pk).exists():
        return  # somebody was quicker
    note(Change.DELETED, role.slug, by=by, name=role.name)
    RoleHolder.objects.filter(role=role.slug).delete()
    RolePower.objects.filter(role=role.slug).delete()
    role.delete()


def _named(role: CustomRole) -> NamedRole:
    return NamedRole(role.slug, role.name, "", is_custom=True)


def _checked_name(name: str, but: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("What shall the role be called?"), "name")
    if len(name) > 60:
        raise Refused(_("This name is too long."), "name")
    if any(role.name.casefold() == name.casefold() for role in all_roles() if role.slug != but):
        raise Refused(_("There is a role of this name already."), "name")
    return name


def _free_slug(name: str) -> str:
    """A word that no role has or ever had: an old entry of the log must not seem to speak of a new role."""
    stem = slugify(name)[:30] or "role"
    taken = {*Role, *RoleChange.objects.filter(role__startswith=stem).values_list("role", flat=True)}
    taken.update(CustomRole.objects.values_list("slug", flat=True))
    number = 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return slug
