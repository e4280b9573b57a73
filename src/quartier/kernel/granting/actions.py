"""Every write about roles. All of them are in the log that neighbours can read."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quartier.kernel.contract import Role
from quartier.kernel.granting.rules import require_grantable, require_may_give, require_role
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import is_key_holder, is_last_key_holder, lock_keys
from quartier.kernel.roles.models import Change, RoleChange, RoleHolder
from quartier.kernel.roles.names import name_of_role
from quartier.kernel.roles.powers import forget_powers, require
from quartier.kernel.terms.people import GRANT, ROLE_GRANTED, ROLE_REVOKED


@transaction.atomic
def grant_role(person: Person, role: str, *, by: Actor) -> None:
    """Gives somebody a role. It counts from their next click on."""
    require_own_name(by)
    require(by, GRANT)
    require_may_give(require_role(role), by=by)
    require_grantable(person, role)
    lock_keys()
    give(person, role, by=by, what=Change.GRANTED)


@transaction.atomic
def revoke_role(person: Person, role: str, *, by: Actor) -> None:
    """Takes a role away; everybody may lay down their own. The last key holder can't go before there is another."""
    require_own_name(by)
    lock_keys()
    is_own = by.person.pk == person.pk
    if not is_own:
        require(by, GRANT)
        require_may_give(require_role(role), by=by)
    if role == Role.KEY_HOLDER and is_last_key_holder(person):
        raise Refused(_("Somebody must hold the keys. First give them to another person."))
    take(person, role, by=by, what=Change.LAID_DOWN if is_own else Change.REVOKED)


@transaction.atomic
def hand_over_keys(to: Person, *, by: Actor) -> None:
    """One key holder goes, another takes their place, in one step: the keys are never without a hand."""
    require_own_name(by)
    lock_keys()
    if not is_key_holder(by.person):
        raise Refused(_("You hold no keys that you could hand over."))
    if to.pk == by.person.pk:
        raise Refused(_("You hold the keys already."), "person")
    require_grantable(to, Role.KEY_HOLDER)
    if is_key_holder(to):
        raise Refused(_("%(name)s holds the keys already.") % {"name": to.full_name}, "person")
    give(to, Role.KEY_HOLDER, by=by, what=Change.HANDED_OVER)
    take(by.person, Role.KEY_HOLDER, by=by, what=Change.LAID_DOWN)


def give(person: Person, role: str, *, by: Actor, what: Change) -> None:
    _row, is_new = RoleHolder.objects.get_or_create(person=person, role=role, defaults={"granted_by": by.person})
    if not is_new:
        return
    note(what, role, by=by, person=person)
    forget_powers(person)
    tell([person], ROLE_GRANTED, by=by.person, url=reverse("roles:page"), title=name_of_role(role))


def take(person: Person, role: str, *, by: Actor, what: Change) -> None:
    gone, _rows = RoleHolder.objects.filter(person=person, role=role).delete()
    if not gone:
        return
    note(what, role, by=by, person=person)
    forget_powers(person)
    tell([person], ROLE_REVOKED, by=by.person, url=reverse("roles:page"), title=name_of_role(role))


def note(what: Change, role: str, *, by: Actor, person: Person | None = None, power: str = "", name: str = "") -> None:
    """Writes the log."""
    RoleChange.objects.create(
        what=what, role=role, role_name=name or name_of_role(role)[:60], power=power, person=person, by=by.person
    )
