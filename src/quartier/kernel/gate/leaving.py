"""How somebody goes who moved away. Who wants everything deleted is erased: see privacy."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.accounts.actions.sessions import end_sessions
from quartier.kernel.belonging.care import leave_all_groups
from quartier.kernel.belonging.organisations import leave_all_organisations
from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.gate.actions import KIND, locked, must_hold_no_keys, show_or_hide_entries
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Confirmation, close_home_check
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.people.visibility import GONE
from quartier.kernel.processes.handover import let_go_of_person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import is_last_key_holder, lock_keys
from quartier.kernel.roles.models import Change, RoleChange, RoleHolder
from quartier.kernel.roles.names import name_of_role
from quartier.kernel.roles.powers import forget_powers, require
from quartier.kernel.terms.residence import CONFIRM


@transaction.atomic
def leave_quarter(person: Person, *, by: Actor) -> None:
    """Moved away: by the person, or by the desk for them. They may still log in to take their data with them or delete it."""
    is_own = person.pk == by.subject.pk
    if not is_own:
        require(by, CONFIRM)
    person = _before_going(person)
    if not is_own:
        must_hold_no_keys(person)
    close_membership(person, Standing.LEFT, by=by)
    record(Verb.LEFT, KIND, by=by)


@transaction.atomic
def welcome_back(person: Person, *, by: Actor) -> None:
    """Somebody who moved away lives here again: a guest until they are confirmed once more."""
    require(by, CONFIRM)
    person = locked(person)
    if person.standing != Standing.LEFT:
        raise Refused(_("%(name)s never left.") % {"name": person.full_name})
    person.standing = Standing.GUEST
    person.save(update_fields=["standing"])
    Account.objects.filter(person=person).update(is_active=True)
    show_or_hide_entries(person)


def close_membership(person: Person, standing: Standing, *, by: Actor) -> None:
    """Ends what hangs on living here: roles, groups, consent, and what they shared is in no window."""
    for holder in RoleHolder.objects.filter(person=person):
        RoleChange.objects.create(
            what=Change.LAID_DOWN if person.pk == by.person.pk else Change.REVOKED,
            role=holder.role,
            role_name=name_of_role(holder.role)[:60],
            person=person,
            by=by.person,
        )
        holder.delete()
    Guardianship.objects.filter(guardian=person, ended__isnull=True).update(ended=timezone.now())
    Confirmation.objects.filter(person=person, is_current=True).update(is_current=False)
    person.standing, person.confirmed, person.newcomer_since = standing, None, None
    person.save(update_fields=["standing", "confirmed", "newcomer_since"])
    person.sureties.filter(given=None, ended=None).update(ended=timezone.now())
    close_home_check(person, by=by.person)
    let_go_of_person(person, is_erased=False)
    leave_all_groups(person)
    leave_all_organisations(person)
    forget_powers(person)
    show_or_hide_entries(person)


def close_account(person: Person) -> None:
    """Ends every session too."""
    account = Account.objects.filter(person=person).first()
    if account is not None:
        account.is_active = False
        account.save(update_fields=["is_active"])
        end_sessions(account)


def _before_going(person: Person) -> Person:
    lock_keys()
    person = locked(person)
    if person.standing in GONE:
        raise Refused(_("%(name)s is no longer here.") % {"name": person.full_name})
    if is_last_key_holder(person):
        raise Refused(_("You are the last to hold the keys of this quarter. First hand them over."))
    return person
