"""Agreeing: one proposes, another accepts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.matters.models import Agreement, Event, Matter, MatterState
from quartier.kernel.matters.steps import announce, lock, must_decide, must_not_be_alone, note, words
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.matters import MATTER_AGREED, MATTER_PROPOSED

MOST_LETTERS = 500
LONGEST = timedelta(days=31)


@transaction.atomic
def propose(
    matter: Matter, *, by: Actor, text: str, starts: datetime | None = None, ends: datetime | None = None
) -> Agreement:
    """Says what, and perhaps when. It takes the place of a proposal that nobody accepted yet, whoever made it."""
    matter = lock(matter, by=by)
    _must_be_running(matter)
    must_decide(matter, by)
    must_not_be_alone(matter, by)
    text = words(text, most=MOST_LETTERS)
    there = matter.agreements.filter(accepted=None, withdrawn=None).first()
    if there and (there.text, there.starts, there.ends, there.proposed_by_id) == (text, starts, ends, by.subject.pk):
        return there
    _must_make_sense(starts, ends)
    if there:
        there.withdrawn = timezone.now()
        there.save(update_fields=["withdrawn"])
    agreement = Agreement.objects.create(matter=matter, text=text, starts=starts, ends=ends, proposed_by=by.subject)
    note(matter, Event.PROPOSED, by=by, agreement=agreement)
    announce(matter, MATTER_PROPOSED, by=by)
    return agreement


@transaction.atomic
def take_back(agreement: Agreement, *, by: Actor) -> None:
    """Takes back a proposal that nobody accepted yet."""
    matter = lock(agreement.matter, by=by)
    agreement.refresh_from_db()
    if agreement.withdrawn:
        return
    if agreement.proposed_by_id != by.subject.pk:
        raise Refused(_("Only who proposed it can take it back. You can propose something else."))
    if agreement.accepted:
        raise Refused(_("This is agreed already. You can propose something else."))
    agreement.withdrawn = timezone.now()
    agreement.save(update_fields=["withdrawn"])
    note(matter, Event.TAKEN_BACK, by=by)


@transaction.atomic
def agree(agreement: Agreement, *, by: Actor) -> None:
    """Accepts what another party proposed. An earlier agreement of this matter is replaced by it."""
    matter = lock(agreement.matter, by=by)
    agreement.refresh_from_db()
    if agreement.accepted and not agreement.withdrawn:
        return
    if agreement.withdrawn:
        raise Refused(_("There is a newer proposal by now. Please look at it first."))
    _must_be_running(matter)
    must_decide(matter, by)
    if agreement.proposed_by_id == by.subject.pk:
        raise Refused(_("You proposed this yourself. The other side has to agree."))
    must_not_be_alone(matter, by)
    now = timezone.now()
    matter.agreements.filter(accepted__isnull=False, withdrawn=None).update(withdrawn=now)
    agreement.accepted, agreement.accepted_by = now, by.subject
    agreement.save(update_fields=["accepted", "accepted_by"])
    matter.state = MatterState.AGREED
    note(matter, Event.AGREED, by=by, agreement=agreement)
    announce(matter, MATTER_AGREED, by=by)


def _must_be_running(matter: Matter) -> None:
    if not matter.is_running:
        raise Refused(_("This is done already. If there is something new, simply start again."))


def _must_make_sense(starts: datetime | None, ends: datetime | None) -> None:
    if ends and not starts:
        raise Refused(_("Please say when it begins, too."), field="starts")
    if starts and starts < timezone.now() - timedelta(hours=1):
        raise Refused(_("This time is past already. Please choose a later one."), field="starts")
    if starts and ends and ends <= starts:
        raise Refused(_("The end has to come after the beginning."), field="ends")
    if starts and ends and ends - starts > LONGEST:
        raise Refused(_("That is longer than a month. Please agree on it in parts."), field="ends")
