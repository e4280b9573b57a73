"""The gate: who is a neighbour, and who said so."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.belonging.care import see_to_groups_of
from quartier.kernel.contract import Verb
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.sharing import open_to_viewers
from quartier.kernel.facts.delivery import record
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Confirmation, Ground, close_home_check
from quartier.kernel.people.guardians import guardians_of
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.names import checked_name
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import is_key_holder, lock_keys
from quartier.kernel.roles.powers import forget_powers, require
from quartier.kernel.terms.residence import CONFIRM, CONFIRMED, UNCONFIRMED

KIND = "people.person"
"""What the facts of this folder are about: modules may listen to Verb.JOINED, LEFT and ERASED of it."""


AT_THE_DESK = (Ground.DESK, Ground.KNOWN)
"""What the desk may say for itself. Letters and vouchers say it themselves: see residence."""


@transaction.atomic
def confirm_person(person: Person, *, by: Actor, ground: Ground) -> Confirmation:
    """At the desk. What they may see and do counts at once."""
    require(by, CONFIRM)
    require_other_person(person, by)
    if ground not in AT_THE_DESK:
        raise Refused(_("How do you know that this person lives here?"), "ground")
    return make_neighbour(person, by=by, said_by=by.person, ground=ground)


def make_neighbour(person: Person, *, by: Actor, said_by: Person | None, ground: Ground) -> Confirmation:
    """A guest becomes a neighbour: every way ends here. Whether `said_by` may say so its own action has checked."""
    person = locked(person)
    require_may_be_confirmed(person)
    now = timezone.now()
    confirmation = Confirmation.objects.create(person=person, by=said_by, ground=ground, at=now)
    person.standing, person.confirmed, person.newcomer_since = Standing.MEMBER, now, now
    person.save(update_fields=["standing", "confirmed", "newcomer_since"])
    forget_powers(person)
    close_home_check(person, by=by.person)
    person.sureties.filter(given=None, ended=None).update(ended=now)
    if person.needs_guardian:
        show_or_hide_entries(person)  # a guardian agrees again
    record(Verb.JOINED, KIND, by=by)
    tell([person], CONFIRMED, by=by.person, url=reverse("today"))
    return confirmation


def require_may_be_confirmed(person: Person) -> None:
    """Refuses unless they are a guest, and whoever must agree has agreed."""
    if person.standing == Standing.MEMBER:
        raise Refused(_("%(name)s is confirmed already.") % {"name": person.full_name})
    if person.standing != Standing.GUEST:
        raise Refused(_("%(name)s is no longer here.") % {"name": person.full_name})
    if person.needs_guardian and not guardians_of(person):
        raise Refused(_("%(name)s is under 16: a parent or guardian must agree first.") % {"name": person.full_name})


def make_guest(person: Person, *, by: Actor | None, is_asked: bool = False) -> None:
    """A neighbour is a guest again. What they wrote stays; groups are seen to. `is_asked`: until they answer."""
    person.standing, person.confirmed, person.newcomer_since = Standing.GUEST, None, None
    person.save(update_fields=["standing", "confirmed", "newcomer_since"])
    forget_powers(person)
    if not is_asked:
        close_home_check(person, by=by.person if by else None)
    see_to_groups_of(person)
    record(Verb.REVOKED, KIND, by=by)


def show_or_hide_entries(person: Person) -> None:
    """What they wrote for an organisation stays: it is the organisation's."""
    for entry in Entry.objects.filter(author=person, organisation__isnull=True).select_related("author"):
        open_to_viewers(entry)


@transaction.atomic
def withdraw_confirmation(confirmation: Confirmation, *, by: Actor) -> None:
    """Makes a neighbour a guest again: it was a mistake. Whoever may confirm may take it back, also another's."""
    require(by, CONFIRM)
    require_other_person(confirmation.person, by)
    lock_keys()
    person = locked(confirmation.person)
    confirmation = Confirmation.objects.get(pk=confirmation.pk)
    if confirmation.withdrawn is not None:
        return
    must_hold_no_keys(person)
    confirmation.withdrawn, confirmation.withdrawn_by = timezone.now(), by.person
    confirmation.save(update_fields=["withdrawn", "withdrawn_by"])
    others = person.confirmations.filter(withdrawn__isnull=True, is_current=True)
    if person.standing != Standing.MEMBER or others.exists():
        return
    make_guest(person, by=by)
    tell([person], UNCONFIRMED, by=by.person, url=reverse("people:me"))


@transaction.atomic
def look_again(confirmation: Confirmation, *, by: Actor) -> None:
    """The second look: somebody else at the desk finds it right."""
    require(by, CONFIRM)
    require_other_person(confirmation.person, by)
    if confirmation.by_id == by.person.pk:
        raise Refused(_("You confirmed this yourself. Somebody else takes the second look."))
    Confirmation.objects.filter(pk=confirmation.pk, looked=None, withdrawn=None).update(
        looked=timezone.now(), looked_by=by.person
    )


@transaction.atomic
def register_person(given_name: str, family_name: str, *, by: Actor) -> Person:
    """Somebody without an account of their own, written down at the desk. A guest at first, like everybody."""
    require(by, CONFIRM)
    return Person.objects.create(**checked_name(given_name, family_name))


@transaction.atomic
def correct_name(person: Person, given_name: str, family_name: str, *, by: Actor) -> None:
    """The name of somebody confirmed is changed by somebody else, who saw a reason: others trust it."""
    require(by, CONFIRM)
    require_other_person(person, by)
    for field, value in checked_name(given_name, family_name).items():
        setattr(person, field, value)
    person.save(update_fields=["given_name", "family_name"])


def must_hold_no_keys(person: Person) -> None:
    """The desk takes no key holder's membership away: other key holders decide about keys."""
    if is_key_holder(person):
        raise Refused(_("%(name)s holds the keys. First take this role away.") % {"name": person.full_name})


def require_other_person(person: Person, by: Actor) -> None:
    if person.pk in {by.person.pk, by.subject.pk}:
        raise Refused(_("Nobody does this for themselves. Please ask somebody else at the desk."))


def locked(person: Person) -> Person:
    """The person as they are now; nobody else changes them until the end of the transaction."""
    return Person.objects.select_for_update().get(pk=person.pk)
