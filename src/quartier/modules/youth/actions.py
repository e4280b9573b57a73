"""Rounds of young people: who begins them, and who answers. What is done in a round the process does itself."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import YOUNG_CARE, Actor, Fact, Organisation, Refused, require, tell
from quartier.api.processes import (
    Process,
    Proposal,
    Who,
    adopt,
    give_answer,
    may_answer,
    start_process,
)
from quartier.modules.youth.models import Round
from quartier.modules.youth.queries import TOLD, speakers_of
from quartier.modules.youth.terms import COUNCIL_ASKED, RANGES


@transaction.atomic
def begin_round(
    *,
    by: Actor,
    template: str,
    title: str,
    question: str,
    text: str,
    ages: str,
    office: Organisation | None,
    begins: datetime,
) -> Process:
    """A draft at first, like every process. The office is asked as soon as it is announced."""
    require(by, YOUNG_CARE)
    if ages not in RANGES:
        raise Refused(_("Choose whom the round is for."), field="ages")
    if office is not None and not office.is_official:
        raise Refused(_("Only a public office can promise an answer."), field="office")
    age_from, age_to = RANGES[ages]
    process = start_process(
        template,
        by=by,
        begins=begins,
        title=title,
        question=question,
        text=text,
        who=Who.YOUNG,
        age_from=age_from,
        age_to=age_to,
    )
    Round.objects.create(process=process, office=office)
    return process


@transaction.atomic
def ask_office(fact: Fact) -> None:
    """A round is announced: those who speak for its office hear that young people wait for a promise, and hear it once."""
    entry = fact.entry
    asked = Round.objects.select_related("office", "process").filter(process=entry.object_id).first() if entry else None
    if asked is None or asked.office is None or asked.process.adopted_by_id is not None:
        return
    tell(
        speakers_of(asked.office),
        COUNCIL_ASKED,
        by=fact.by,
        url=reverse("youth:round", kwargs={"pk": asked.process.pk}),
        title=asked.process.title,
        once=f"{asked.process.pk}:{asked.office.pk}",
    )


@transaction.atomic
def promise(process: Process, *, by: Actor, office: Organisation, due: datetime) -> None:
    """The office says until when it answers; from then on it is reminded by itself."""
    if due <= timezone.now():
        raise Refused(_("This day is over already."), field="due")
    adopt(process, by=by, office=office, due=due)


@transaction.atomic
def answer_round(process: Process, *, by: Actor, text: str, states: Mapping[int, tuple[str, str]]) -> None:
    """What comes of it, and of each thing that was chosen. `states`: number of a proposal → what becomes of it, and a sentence."""
    if not may_answer(process, by.person):
        raise Refused(_("Only those who promised the answer can give it."))
    chosen: dict[Proposal, tuple[str, str]] = {}
    for proposal in process.proposals.filter(pk__in=list(states), state__in=TOLD):
        state, sentence = states[proposal.pk]
        if state not in TOLD:
            raise Refused(_("Choose what becomes of it."), field=f"state-{proposal.pk}")
        chosen[proposal] = (state, sentence)
    give_answer(process, by=by, text=text, states=chosen)
