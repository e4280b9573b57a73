"""A budget of the neighbourhood, „Quartiersfonds“: the table of contents of this kind of step. Read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.api.processes import BallotForm, ProcessTemplate, Step, StepKind, StepPlan, StepWord
from quartier.steps.budget import actions, faces, outcome
from quartier.steps.budget.demo import demo
from quartier.steps.budget.examples import EXAMPLES, prepare
from quartier.steps.budget.forms import form_of
from quartier.steps.budget.queries import rules_of
from quartier.steps.budget.terms import SLUG, BudgetOptions


def ballot(step: Step) -> type[BallotForm]:
    """One slip."""
    return form_of(rules_of(step))


step = StepKind(
    slug=SLUG,
    name=_("Budget vote"),
    summary=_("Neighbours decide what money is spent on, and everybody sees why which project comes."),
    word=StepWord.VOTE,
    icon="banknote",
    options=BudgetOptions,
    page=faces.page,
    result=outcome.result,
    example_step=prepare,
    count=actions.count_budget,
    counts_beside=True,
    opened=actions.open_budget,
    closed=actions.close_budget,
    ballot=ballot,
    not_ready=faces.not_ready,
    set_up_url="budget:set_up",
    examples=EXAMPLES,
    for_others=frozenset({"cast"}),
    process_templates=(
        ProcessTemplate(
            name="budget.fund",
            label=_("A fund of the quarter"),
            summary=_("Collect ideas, talk about them, check what they cost, vote on the money, answer and build."),
            question=_("What shall the money of our fund be spent on?"),
            steps=(
                StepPlan(kind="ideas", days=28, is_for_all=True),
                StepPlan(kind="discussion", days=14, is_for_all=True),
                StepPlan(kind="feasibility", days=28, is_for_all=True),
                StepPlan(kind=SLUG, days=21),
            ),
            answer_days=60,
            icon="banknote",
        ),
        ProcessTemplate(
            name="budget.once",
            label=_("A vote on money"),
            summary=_("You bring the projects with their costs; everybody who may decide votes once."),
            question=_("What shall we buy with the money of the summer festival?"),
            steps=(StepPlan(kind=SLUG, days=21),),
            icon="coins",
        ),
    ),
    demo=demo,
)
