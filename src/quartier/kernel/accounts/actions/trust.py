"""Trusted people: two of them together bring somebody back who has lost every way in."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from quartier.kernel.accounts.models import Helper
from quartier.kernel.contact.rules import must_meet
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import hidden_from
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.account import HELPER_CHOSEN

MOST_HELPERS = 5


def helpers_of(person: Person) -> list[Person]:
    """Those who can help today: neighbours with an account."""
    neighbours = Person.objects.filter(standing=Standing.MEMBER, account__is_active=True)
    return list(neighbours.filter(recovery_helper_of__person=person).order_by("given_name", "pk"))


def neighbour_named(full_name: str, *, by: Actor) -> Person:
    """The one neighbour of this name, as members see it."""
    words = full_name.split()
    parts = Q(pk=None)
    for cut in range(1, len(words) + 1):
        parts |= Q(given_name__iexact=" ".join(words[:cut]), family_name__iexact=" ".join(words[cut:]))
    known = Person.objects.filter(parts, standing=Standing.MEMBER, account__isnull=False)
    found = list(known.exclude(pk__in=hidden_from(by.person))[:2])
    if not found:
        raise Refused(_("Nobody of this name is here. Please write it as it stands on their page."), field="name")
    if len(found) > 1:
        raise Refused(_("Several neighbours have this name. Please choose somebody else."), field="name")
    return found[0]


def choose_helper_named(full_name: str, *, by: Actor) -> None:
    """A guest learns nothing about who lives here, not even whether somebody of this name does."""
    must_be_neighbour(by)
    choose_helper(neighbour_named(full_name, by=by), by=by)


def must_be_neighbour(by: Actor) -> None:
    if by.person.standing != Standing.MEMBER:
        raise Refused(_("You can choose as soon as somebody has confirmed that you live here."))


@transaction.atomic
def choose_helper(helper: Person, *, by: Actor) -> None:
    """Somebody chooses, for themselves alone. Whoever is chosen is told, and may say no."""
    person = by.person
    must_be_neighbour(by)
    if helper.pk == person.pk:
        raise Refused(_("Please choose somebody other than yourself."), field="name")
    if helper.standing != Standing.MEMBER:
        raise Refused(_("Only confirmed neighbours can help."), field="name")
    must_meet(by, helper)
    if person.recovery_helpers.count() >= MOST_HELPERS:
        raise Refused(_("Five are enough. Please take one away first."))
    _row, is_new = Helper.objects.get_or_create(person=person, helper=helper)
    if is_new:
        tell([helper], HELPER_CHOSEN, by=person, url="/account/helpers/")


@transaction.atomic
def end_help(row: Helper, *, by: Actor) -> None:
    """Either of the two may end it."""
    if by.person.pk not in {row.person_id, row.helper_id}:
        raise Refused(_("This is between two other people."))
    row.delete()
