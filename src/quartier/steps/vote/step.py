"""Simple votes: the table of contents of this kind of step. Read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.api.processes import BallotForm, ProcessTemplate, Step, StepKind, StepPlan, StepWord
from quartier.steps.vote import actions, faces
from quartier.steps.vote.demo import demo
from quartier.steps.vote.examples import EXAMPLES, prepare
from quartier.steps.vote.forms import form_of
from quartier.steps.vote.queries import rules_of
from quartier.steps.vote.terms import VoteOptions


def ballot(step: Step) -> type[BallotForm]:
    """One slip."""
    return form_of(rules_of(step))


step = StepKind(
    slug="vote",
    name=_("Vote"),
    summary=_("Yes or no, several of many, or points: simple votes with clear rules."),
    word=StepWord.VOTE,
    icon="vote",
    options=VoteOptions,
    page=faces.page,
    result=faces.result,
    example_step=prepare,
    count=actions.count_votes,
    opened=actions.open_vote,
    closed=actions.close_vote,
    ballot=ballot,
    not_ready=faces.not_ready,
    set_up_url="vote:set_up",
    examples=EXAMPLES,
    for_others=frozenset({"cast"}),
    process_templates=(
        ProcessTemplate(
            name="vote.once",
            label=_("A vote"),
            summary=_("Everybody who may decide votes once, and the result is answered."),
            steps=(StepPlan(kind="vote", days=14),),
            icon="vote",
            question=_("Shall the street be closed for cars on Sundays?"),
        ),
    ),
    demo=demo,
)
