"""What people do with proposals: make, support, withdraw. What becomes of them stands in outcomes.py."""

from __future__ import annotations

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor
from quartier.kernel.places.models import Place
from quartier.kernel.processes.area import note_where
from quartier.kernel.processes.ballots import took_part
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.models import Step
from quartier.kernel.processes.proposal_models import Origin, Proposal, ProposalAuthor, ProposalChange, Support
from quartier.kernel.processes.rights import may_manage, must_manage, must_take_part
from quartier.kernel.refusals import Refused
from quartier.kernel.text.lines import one_line

LONGEST_TITLE, LONGEST_TEXT = 120, 10_000


class ProposalDetails(TypedDict, total=False):
    """What may be said about a proposal."""

    title: str
    text: str
    place: Place | None
    latitude: float | None
    longitude: float | None
    cost_cents: int | None


@transaction.atomic
def propose_to(step: Step, *, by: Actor, **details: Unpack[ProposalDetails]) -> Proposal:
    """Somebody who takes part makes a proposal; the organiser may at any time before the end, and it says so."""
    step = lock_step(step)
    is_organiser = may_manage(step.process, by.subject) and not step.is_open
    if is_organiser:
        must_manage(step.process, by)
    else:
        must_take_part(step, by)
    origin = Origin.ORGANISER if may_manage(step.process, by.subject) else Origin.NEIGHBOUR
    proposal = Proposal(author=by.subject, process=step.process, origin=origin)
    _say(proposal, details)
    proposal.save()
    ProposalAuthor.objects.create(proposal=proposal, person=by.subject)
    ProposalChange.objects.create(proposal=proposal, state=proposal.state, by=by.person)
    if not is_organiser:
        took_part(step, by=by)
    share(proposal, by=by)
    return proposal


@transaction.atomic
def change_proposal(proposal: Proposal, *, by: Actor, **details: Unpack[ProposalDetails]) -> Proposal:
    """Its authors, while it is being collected or discussed: later others have decided about these words."""
    proposal = own_proposal(proposal, by)
    _say(proposal, details)
    proposal.save()
    share(proposal, by=by, verb=Verb.CHANGED)
    return proposal


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Actor) -> None:
    """`put_back_proposal` undoes it."""
    proposal = own_proposal(proposal, by)
    if proposal.withdrawn is None:
        proposal.withdrawn = timezone.now()
        proposal.save(update_fields=["withdrawn", "changed"])
        share(proposal, by=by, verb=Verb.WITHDRAWN)


@transaction.atomic
def put_back_proposal(proposal: Proposal, *, by: Actor) -> None:
    proposal = own_proposal(proposal, by)
    if proposal.withdrawn is not None:
        proposal.withdrawn = None
        proposal.save(update_fields=["withdrawn", "changed"])
        share(proposal, by=by, verb=Verb.CHANGED)


@transaction.atomic
def drop_heading(proposal: Proposal, *, by: Actor) -> None:
    """What an organiser put others under goes once nothing stands under it any more, and nobody supports it itself."""
    proposal = lock_proposal(proposal)
    must_manage(proposal.process, by)
    is_bare = not proposal.merged.exists() and not proposal.supports.exists() and not proposal.hands.exists()
    if proposal.origin == Origin.ORGANISER and is_bare and proposal.is_there:
        proposal.withdrawn = timezone.now()
        proposal.save(update_fields=["withdrawn", "changed"])
        share(proposal, by=by, verb=Verb.WITHDRAWN)


@transaction.atomic
def support(proposal: Proposal, *, step: Step, by: Actor) -> None:
    """Once for each, however often somebody presses."""
    step = lock_step(step)
    must_take_part(step, by)
    proposal = lock_proposal(proposal)
    if not proposal.is_there or proposal.process_id != step.process_id:
        raise Refused(_("This proposal is no longer there."))
    Support.objects.get_or_create(proposal=proposal, person=by.subject)
    took_part(step, by=by)
    count_support(proposal)


@transaction.atomic
def take_support_back(proposal: Proposal, *, step: Step, by: Actor) -> None:
    step = lock_step(step)
    must_take_part(step, by)
    proposal = lock_proposal(proposal)
    proposal.supports.filter(person=by.subject).delete()
    count_support(proposal)


def count_support(proposal: Proposal) -> None:
    """Within the caller's transaction, who has locked it."""
    proposal.support_count = proposal.supports.count()
    Proposal.objects.filter(pk=proposal.pk).update(support_count=proposal.support_count)


def lock_proposal(proposal: Proposal) -> Proposal:
    """The proposal as it is now, kept from everybody else until the transaction ends."""
    found = Proposal.objects.select_for_update(no_key=True, of=("self",)).select_related("process")
    return found.get(pk=proposal.pk)


def own_proposal(proposal: Proposal, by: Actor) -> Proposal:
    proposal = lock_proposal(proposal)
    if not proposal.authors.filter(person=by.subject).exists():
        raise Refused(_("Only those whose proposal it is can change it."))
    if proposal.state not in {"collected", "discussed"} or proposal.process.is_over:
        raise Refused(_("It has been decided about this proposal, so it stays as it is."))
    return proposal


def _say(proposal: Proposal, details: ProposalDetails) -> None:
    for name, value in details.items():
        setattr(proposal, name, value.strip() if isinstance(value, str) else value)
    if "place" in details and "latitude" not in details:
        place = details["place"]
        proposal.latitude = place.latitude if place else None
        proposal.longitude = place.longitude if place else None
    note_where(proposal)
    proposal.title = one_line(proposal.title)
    if not proposal.title:
        raise Refused(_("Say in a few words what shall happen."), field="title")
    if len(proposal.title) > LONGEST_TITLE:
        raise Refused(_("Please shorten the title to %(most)d letters.") % {"most": LONGEST_TITLE}, field="title")
    if len(proposal.text) > LONGEST_TEXT:
        raise Refused(_("Please shorten the text to %(most)d letters.") % {"most": LONGEST_TEXT}, field="text")
    if proposal.cost_cents is not None and proposal.cost_cents < 0:
        raise Refused(_("What it costs can't be less than nothing."), field="cost")
