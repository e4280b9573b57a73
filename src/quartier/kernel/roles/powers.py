"""Who may do what: a person holds roles, a role holds powers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.contract import Power, Role
from quartier.kernel.groups.models import Group, GroupRole
from quartier.kernel.people.acting import require_own_name, require_within
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.restrictions import is_paused, must_be_free_to_write
from quartier.kernel.prepared import Prepared
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.holdings import holdings_of
from quartier.kernel.roles.models import RolePower
from quartier.kernel.terms.account import RECOVER
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.people import GRANT
from quartier.kernel.terms.quarter import CARRY_OUT, MANAGE
from quartier.kernel.terms.residence import CONFIRM
from quartier.kernel.terms.young import YOUNG_CARE

NEVER_FOR_ANOTHER = frozenset(
    power.name for power in (CONFIRM, RECOVER, GRANT, MODERATE, MANAGE, CARRY_OUT, YOUNG_CARE)
)

_decisions = Prepared(lambda roles: RolePower.objects.filter(role__in=roles).values_list("role", "power", "is_granted"))


def roles_of(person: Person) -> frozenset[str]:
    """Every role: the one that follows from the standing, and those that were granted. Somebody who left has none."""
    if person.standing not in {Standing.GUEST, Standing.MEMBER}:
        return frozenset()
    if person.standing == Standing.GUEST:
        return frozenset({Role.GUEST})
    return frozenset({Role.NEIGHBOUR, *holdings_of(person).roles})


def powers_of(person: Person) -> frozenset[str]:
    """The names of all powers that somebody holds; asked anew each request, so that a changed role counts at once."""
    known: frozenset[str] | None = getattr(person, "_powers", None)
    if known is None:
        roles = roles_of(person)
        # Guests hold nothing, so nobody has asked for theirs yet.
        known = _powers(roles, holdings_of(person).decisions if person.is_member else _decided(roles))
        person._powers = known  # type: ignore[attr-defined]
    return known


def forget_powers(person: Person) -> None:
    """Ask anew: their roles were just changed."""
    for known in ("_holdings", "_powers", "_audience_keys"):
        person.__dict__.pop(known, None)


def powers_of_role(role: str) -> frozenset[str]:
    """The names of all powers that a role holds now."""
    return _powers(frozenset({role}), _decided(frozenset({role})))


def _decided(roles: frozenset[str]) -> dict[tuple[str, str], bool]:
    return {(role, power): is_granted for role, power, is_granted in _decisions(sorted(roles))}


def _powers(roles: frozenset[str], decisions: dict[tuple[str, str], bool]) -> frozenset[str]:
    from quartier.kernel import registry

    declared = list(registry.powers())
    holds_keys = Role.KEY_HOLDER in roles
    return frozenset(
        power.name
        for power in declared
        for role in roles
        # Keys open every door but the circles: whoever holds them asks in an emergency (kernel/emergency), or is chosen.
        if decisions.get((role, power.name), role in power.roles) or (holds_keys and not power.is_circle)
    )


def has_power(person: Person | None, power: Power, group: Group | None = None) -> bool:
    """Whether somebody may. With a group: its moderators may too. Whoever is paused may nothing for a while."""
    if person is None or is_paused(person):
        return False
    if power.name in powers_of(person):
        return True
    return (
        group is not None
        and person.within is None
        and person.memberships.filter(group=group, role=GroupRole.MODERATOR, is_accepted=True).exists()
    )


def moderates(person: Person | None) -> bool:
    """Whether somebody may see what was reported, and hide it."""
    return has_power(person, MODERATE)


def require(by: Actor, power: Power, group: Group | None = None) -> None:
    """Refuses unless the person whose deed it is holds the power; for somebody else, both must be allowed to."""
    must_be_free_to_write(by)
    if not has_power(by.subject, power, group):
        raise Refused(_why_not(by.subject))
    if by.for_person is not None:
        _require_for_another(by, power)


def _require_for_another(by: Actor, power: Power) -> None:
    """What guards the quarter nobody does for somebody else; and whoever may not do it doesn't by way of another."""
    if power.name in NEVER_FOR_ANOTHER:
        require_own_name(by)
    if not by.person.is_member:
        raise Refused(_why_not(by.person))
    area = power.name.partition(".")[0]
    if area not in {"entries", "people", "quarter"}:  # a comment belongs to the post's module, see comments
        require_within(by, area)


def _why_not(person: Person) -> str:
    if person.standing == Standing.GUEST:
        return _("You can do this as soon as somebody has confirmed that you live here.")
    return _("You don't have the power to do this.")
