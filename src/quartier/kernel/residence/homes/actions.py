"""Answering whether somebody still lives here: by themselves with one tap, or by the desk for them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.gate.actions import KIND, locked, require_other_person
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import HomeCheck, close_home_check
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import forget_powers, require
from quartier.kernel.terms.residence import CONFIRM


@transaction.atomic
def still_here(*, by: Actor) -> None:
    """ "Yes, I still live here." Whoever became a guest for want of an answer is a neighbour again at once."""
    _settle(locked(by.subject), by)


@transaction.atomic
def seen_here(person: Person, *, by: Actor) -> None:
    """The desk has heard or seen it: for people without a device, and after a move."""
    require(by, CONFIRM)
    require_other_person(person, by)
    _settle(locked(person), by)


def _settle(person: Person, by: Actor) -> None:
    check = HomeCheck.objects.filter(person=person, answered=None).first()
    if check is None:
        return
    if check.lapsed is not None and person.standing == Standing.GUEST:
        _bring_back(person, by)
    close_home_check(person, by=by.person)


def _bring_back(person: Person, by: Actor) -> None:
    """By the confirmation that they had; unless somebody has withdrawn it since."""
    confirmation = person.confirmations.filter(withdrawn=None, is_current=True).order_by("-at").first()
    if confirmation is None:
        raise Refused(_("Please come to the desk: it confirms you once more."))
    person.standing, person.confirmed = Standing.MEMBER, confirmation.at
    person.save(update_fields=["standing", "confirmed"])
    forget_powers(person)
    record(Verb.JOINED, KIND, by=by)
