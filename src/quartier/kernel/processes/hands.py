""" "I'd help with it." And what somebody says by telephone, at the desk or on a slip of paper without a name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from quartier.kernel.entries.sharing import share
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.events import note
from quartier.kernel.processes.hand_models import ProposalHand
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.models import Channel, Participation, Step, StepState
from quartier.kernel.processes.proposal_models import Proposal, ProposalAuthor, ProposalChange
from quartier.kernel.processes.proposals import ProposalDetails, _say, lock_proposal
from quartier.kernel.processes.rights import must_take_part, why_not
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import has_power, require
from quartier.kernel.terms.process import ENTER_BALLOTS, ENTERED_FOR_YOU


def may_enter(person: Person | None) -> bool:
    """Whether somebody may take down what neighbours say by telephone, at the desk or on paper."""
    return has_power(person, ENTER_BALLOTS)


@transaction.atomic
def offer_hand(proposal: Proposal, *, step: Step, by: Actor) -> None:
    """Once for each, however often somebody presses."""
    must_take_part(step, by)
    proposal = lock_proposal(proposal)
    if not proposal.is_there or proposal.process_id != step.process_id:
        raise Refused(_("This proposal is no longer there."))
    ProposalHand.objects.get_or_create(proposal=proposal, person=by.subject)
    Participation.objects.get_or_create(step=step, person=by.subject)


@transaction.atomic
def take_hand_back(proposal: Proposal, *, by: Actor) -> None:
    """At any time, also of what was grouped with it: nobody is held to it."""
    ProposalHand.objects.filter(_of([proposal]), person=by.subject).delete()


@transaction.atomic
def enter_proposal(
    step: Step, *, by: Actor, person: Person, channel: Channel, title: str, text: str = "", helps: bool = False
) -> Proposal:
    """What somebody said by telephone or at the desk. They find it among what they said, and may change or withdraw it."""
    require(by, ENTER_BALLOTS)
    require_own_name(by)
    step = lock_step(step)
    if channel not in {Channel.PHONE, Channel.DESK}:
        raise Refused(_("Say whether it came by telephone or at the desk."), field="channel")
    if not step.is_open:
        raise Refused(_("This step isn't open now."))
    if reason := why_not(step, person):
        raise Refused(_("%(name)s can't take part in this.") % {"name": person.full_name} + " " + reason, "name")
    proposal = _write(step, person, channel, {"title": title, "text": text}, helps=helps, by=by)
    note(step.process, "entered", by=by, step=step, channel=str(channel))
    return proposal


@transaction.atomic
def proposal_from_slip(
    step: Step, *, by: Actor, title: str, person: Person | None = None, helps: bool = False
) -> Proposal:
    """For `StepKind.slips_counted`: a sentence from a slip of paper, after two people read the same. Perhaps without a name."""
    require(by, ENTER_BALLOTS)
    require_own_name(by)
    step = lock_step(step)
    if step.state != StepState.OPEN:
        raise Refused(_("This step isn't open now."))
    return _write(step, person, Channel.PAPER, {"title": title}, helps=helps, by=by)


def _write(
    step: Step, person: Person | None, channel: Channel, said: ProposalDetails, *, helps: bool, by: Actor
) -> Proposal:
    proposal = Proposal(author=person, process=step.process, written_by=by.person if person else None)
    _say(proposal, said)
    proposal.save()
    ProposalChange.objects.create(proposal=proposal, state=proposal.state, by=by.person)
    if person is not None:
        ProposalAuthor.objects.create(proposal=proposal, person=person)
        Participation.objects.get_or_create(step=step, person=person, defaults={"channel": channel})
        if helps:
            ProposalHand.objects.get_or_create(proposal=proposal, person=person)
        tell([person], ENTERED_FOR_YOU, by=by.person, url=step.process.url, title=step.process.title)
    share(proposal, by=by)
    return proposal


def hands_of(proposals: Iterable[Proposal]) -> dict[int, list[Person]]:
    """Who would help with each, also with what was grouped into it; everybody once, who said it first comes first."""
    proposals = list(proposals)
    found: dict[int, list[Person]] = {proposal.pk: [] for proposal in proposals}
    rows = ProposalHand.objects.filter(_of(proposals)).select_related("person", "proposal", "proposal__merged_into")
    for row in rows.order_by("at", "pk"):
        for pk in _whereto(row.proposal):
            if pk in found and row.person not in found[pk]:
                found[pk].append(row.person)
    return found


def _of(proposals: list[Proposal]) -> Q:
    return (
        Q(proposal__in=proposals)
        | Q(proposal__merged_into__in=proposals)
        | Q(proposal__merged_into__merged_into__in=proposals)
    )


def _whereto(proposal: Proposal) -> list[int | None]:
    into = proposal.merged_into
    return [proposal.pk, proposal.merged_into_id, into.merged_into_id if into else None]
