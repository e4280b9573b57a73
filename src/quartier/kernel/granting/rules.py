"""Who may give which role and which power to whom: refusals in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Power, Role
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import is_key_holder
from quartier.kernel.roles.names import NamedRole, role_named
from quartier.kernel.roles.powers import powers_of, powers_of_role
from quartier.kernel.terms.account import RECOVER
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.people import GRANT
from quartier.kernel.terms.quarter import MANAGE
from quartier.kernel.terms.residence import CONFIRM

NOT_FOR_GUESTS = frozenset(power.name for power in (CONFIRM, RECOVER, GRANT, MODERATE, MANAGE))
NOT_FOR_NEIGHBOURS = frozenset(power.name for power in (RECOVER, GRANT, MANAGE))


def require_role(slug: str) -> NamedRole:
    """A role that can be given."""
    role = role_named(slug)
    if role is None or not role.is_given:
        raise Refused(_("There is no role of this name that could be given."), "role")
    return role


def require_may_give(role: NamedRole, *, by: Actor) -> None:
    """Nobody gives more than they hold; only key holders give keys."""
    if is_key_holder(by.person):
        return
    if role.is_key_holder or not powers_of_role(role.slug) <= powers_of(by.person):
        raise Refused(_("You can only give and take roles whose powers you hold yourself."))


def require_grantable(person: Person, role: str) -> None:
    if not person.is_member:
        raise Refused(_("Only confirmed neighbours can have a role."), "person")
    if role == Role.KEY_HOLDER and person.is_minor:
        raise Refused(_("Who holds the keys must be 18 or older."), "person")
    if role == Role.KEY_HOLDER and not _can_log_in(person):
        raise Refused(_("Who holds the keys must be able to log in. First open an account for them."), "person")


def require_power(name: str) -> Power:
    power = next((power for power in registry.powers() if power.name == name), None)
    if power is None:
        raise Refused(_("There is no such power."), "power")
    return power


def require_may_decide(role: NamedRole, power: Power, *, is_granted: bool, by: Actor) -> None:
    """Nobody passes on a power they don't hold; what guards the house isn't given to everybody."""
    if role.is_key_holder:
        raise Refused(_("Key holders may do everything. This can't be changed."))
    if not is_key_holder(by.person) and power.name not in powers_of(by.person):
        raise Refused(_("You can only give and take powers that you hold yourself."))
    if not is_granted:
        return
    if (role.slug == Role.GUEST and power.name in NOT_FOR_GUESTS) or (
        role.slug == Role.NEIGHBOUR and power.name in NOT_FOR_NEIGHBOURS
    ):
        raise Refused(_("This power guards the whole quarter. Give it to a role that few people have."))


def _can_log_in(person: Person) -> bool:
    account = getattr(person, "account", None)
    return account is not None and account.is_active
