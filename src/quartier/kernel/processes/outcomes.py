"""What becomes of proposals: checked, merged, chosen, built. Whoever made or supports one hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
    ProposalAuthor,
    ProposalChange,
    ProposalState,
    Support,
)
from quartier.kernel.processes.proposals import count_support, lock_proposal
from quartier.kernel.processes.rights import may_answer, must_manage
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.process import PROPOSAL_MOVED


@transaction.atomic
def check_proposal(proposal: Proposal, *, by: Actor, feasibility: str, reasons: str) -> None:
    """An official word on whether it can be done, always with reasons. The office that adopted the process may, too."""
    proposal = lock_proposal(proposal)
    if not may_answer(proposal.process, by.person):
        must_manage(proposal.process, by)
    if feasibility not in Feasibility.values:
        raise Refused(_("Choose whether it can be done."), field="feasibility")
    if feasibility != Feasibility.UNCHECKED and not reasons.strip():
        raise Refused(_("Say why: neighbours want to understand it."), field="reasons")
    proposal.feasibility, proposal.reasons = feasibility, reasons.strip()
    proposal.checked_by, proposal.checked = by.person, timezone.now()
    proposal.save(update_fields=["feasibility", "reasons", "checked_by", "checked", "changed"])
    share(proposal, by=by, verb=Verb.CHANGED)
    _tell(proposal, by)


@transaction.atomic
def merge_proposal(proposal: Proposal, *, into: Proposal, by: Actor) -> None:
    """Authors and support come along; whoever supported both counts once."""
    first, second = sorted((proposal, into), key=lambda one: one.pk)
    first, second = lock_proposal(first), lock_proposal(second)
    proposal, into = (first, second) if first.pk == proposal.pk else (second, first)
    must_manage(proposal.process, by)
    if proposal.merged_into_id == into.pk:
        return
    if proposal.pk == into.pk or proposal.process_id != into.process_id or not (proposal.is_there and into.is_there):
        raise Refused(_("Choose another proposal of the same process that is still there."), field="into")
    proposal.merged_into = into
    proposal.save(update_fields=["merged_into", "changed"])
    proposal.merged.update(merged_into=into)
    _bring(ProposalAuthor, proposal, into)
    _bring(Support, proposal, into)
    count_support(into)
    share(proposal, by=by, verb=Verb.CHANGED)
    share(into, by=by, verb=Verb.CHANGED)
    _tell(into, by)


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
    _tell(proposal, by)


def _tell(proposal: Proposal, by: Actor | None) -> None:
    numbers = {*proposal.authors.values_list("person", flat=True), *proposal.supports.values_list("person", flat=True)}
    people = Person.objects.filter(pk__in=numbers)
    tell(people, PROPOSAL_MOVED, url=proposal.url, title=proposal.title, by=by.person if by else None)


def _bring(model: type[ProposalAuthor] | type[Support], proposal: Proposal, into: Proposal) -> None:
    people = model._default_manager.filter(proposal=proposal).values_list("person", flat=True)
    rows: list[Any] = [model(proposal=into, person_id=number) for number in people]
    model._default_manager.bulk_create(rows, ignore_conflicts=True)
