"""Ranked votes and committees: the table of contents of this kind of step. Read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.api import Duty
from quartier.api.processes import BallotForm, ProcessTemplate, Step, StepKind, StepPlan, StepWord
from quartier.steps.ranked import actions, faces, protocol
from quartier.steps.ranked.demo import demo
from quartier.steps.ranked.examples import EXAMPLES, prepare
from quartier.steps.ranked.forms import form_of
from quartier.steps.ranked.keeps import KEEPS
from quartier.steps.ranked.queries import rules_of
from quartier.steps.ranked.terms import ASKED_TO_STAND, PEOPLE, RankedOptions


def ballot(step: Step) -> type[BallotForm]:
    """One slip."""
    return form_of(rules_of(step))


step = StepKind(
    slug="ranked",
    name=_("Ranked vote"),
    summary=_(
        "Put candidates in your order, give points or tick: elections and committees, the count told round by round."
    ),
    word=StepWord.VOTE,
    icon="layout-list",
    options=RankedOptions,
    page=faces.page,
    result=protocol.result,
    example_step=prepare,
    count=actions.count_votes,
    counts_beside=True,
    opened=actions.open_vote,
    closed=actions.close_vote,
    ballot=ballot,
    not_ready=faces.not_ready,
    set_up_url="ranked:set_up",
    notices=(ASKED_TO_STAND,),
    examples=EXAMPLES,
    for_others=frozenset({"cast"}),
    duties={"ranked.Candidate.person": Duty.SUBJECT, "ranked.Candidate.asked_by": Duty.HANDLER},
    keeps=KEEPS,
    process_templates=(
        ProcessTemplate(
            name="ranked.choose",
            label=_("Choose one of several"),
            summary=_("Everybody puts the choices in their order; one of them has most people behind it in the end."),
            steps=(StepPlan(kind="ranked", days=14),),
            icon="layout-list",
            question=_("What shall the new square be called?"),
        ),
        ProcessTemplate(
            name="ranked.committee",
            label=_("Elect a committee"),
            summary=_("Neighbours say that they stand, and each group gets seats according to its size."),
            steps=(StepPlan(kind="ranked", days=14, options={"rule": "scottish-stv", "about": PEOPLE, "seats": 3}),),
            icon="users",
            question=_("Who shall speak for us?"),
        ),
    ),
    demo=demo,
)
