"""What becomes of proposals: checked, chosen, built. Whoever made or supports one hears of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.entries.sharing import share
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.proposal_models import (
    Feasibility,
    Proposal,
    ProposalChange,
    ProposalState,
)
from quartier.kernel.processes.proposals import lock_proposal
from quartier.kernel.processes.rights import may_answer, must_manage
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.process import PROPOSAL_MOVED


@transaction.atomic
def check_proposal(
    proposal: Proposal, *, by: Actor, feasibility: str, reasons: str, cost_cents: int | None = None
) -> None:
    """An official word on whether it can be done, always with reasons. The office that adopted the process may, too.

    `cost_cents`: what it would cost; None leaves what was said before.
    """
    proposal = lock_proposal(proposal)
    if not may_answer(proposal.process, by.person):
        must_manage(proposal.process, by)
    if feasibility not in Feasibility.values:
        raise Refused(_("Choose whether it can be done."), field="feasibility")
    if feasibility != Feasibility.UNCHECKED and not reasons.strip():
        raise Refused(_("Say why: neighbours want to understand it."), field="reasons")
    proposal.feasibility, proposal.reasons = feasibility, reasons.strip()
    proposal.checked_by, proposal.checked = by.person, timezone.now()
    proposal.cost_cents = proposal.cost_cents if cost_cents is None else cost_cents
    proposal.save(update_fields=["feasibility", "reasons", "cost_cents", "checked_by", "checked", "changed"])
    share(proposal, by=by, verb=Verb.CHANGED)
    tell_those_behind(proposal, by)


@transaction.atomic
def set_state(proposal: Proposal, state: str, *, by: Actor, sentence: str = "") -> None:
    """Told to its end by whoever looks after the process, or the office that adopted it."""
    proposal = lock_proposal(proposal)
    if not may_answer(proposal.process, by.person):
        must_manage(proposal.process, by)
    move(proposal, state, by=by, sentence=sentence)


@transaction.atomic
def choose(proposals: Iterable[Proposal], *, of: Iterable[Proposal], by: Actor | None = None) -> None:
    """What a step decided, from its `closed`: these are chosen, the others of those it was about aren't."""
    chosen = {proposal.pk for proposal in proposals}
    for proposal in of:
        state = ProposalState.CHOSEN if proposal.pk in chosen else ProposalState.NOT_CHOSEN
        move(lock_proposal(proposal), state, by=by)


def move(proposal: Proposal, state: str, *, by: Actor | None, sentence: str = "") -> None:
    """Within the caller's transaction, who has locked it and asked whether they may."""
    if state not in ProposalState.values:
        raise Refused(_("Choose what becomes of it."), field="state")
    sentence = sentence.strip()
    if (proposal.state, proposal.sentence) == (state, sentence):
        return
    proposal.state, proposal.sentence = state, sentence
    proposal.save(update_fields=["state", "sentence", "changed"])
    ProposalChange.objects.create(proposal=proposal, state=state, sentence=sentence, by=by.person if by else None)
    share(proposal, by=None, verb=Verb.CHANGED)
    tell_those_behind(proposal, by)


def tell_those_behind(proposal: Proposal, by: Actor | None) -> None:
    numbers = {*proposal.authors.values_list("person", flat=True), *proposal.supports.values_list("person", flat=True)}
    people = Person.objects.filter(pk__in=numbers)
    tell(people, PROPOSAL_MOVED, url=proposal.url, title=proposal.title, by=by.person if by else None)
