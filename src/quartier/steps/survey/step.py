"""Surveys: the table of contents of this kind of step. Read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.api.processes import BallotForm, ProcessTemplate, Step, StepKind, StepPlan, StepWord
from quartier.steps.survey import actions, faces, results
from quartier.steps.survey.demo import demo
from quartier.steps.survey.examples import EXAMPLES, prepare
from quartier.steps.survey.queries import questionnaire_of
from quartier.steps.survey.slips import slip_of
from quartier.steps.survey.terms import SurveyOptions


def ballot(step: Step) -> type[BallotForm]:
    """One slip of paper."""
    return slip_of(questionnaire_of(step))


step = StepKind(
    slug="survey",
    name=_("Survey"),
    summary=_("Questions of twelve kinds, in several languages; each answer may decide what is asked next."),
    word=StepWord.COLLECT,
    icon="clipboard-list",
    options=SurveyOptions,
    page=faces.page,
    result=results.result,
    example_step=prepare,
    count=actions.count_answers,
    ballot=ballot,
    not_ready=faces.not_ready,
    set_up_url="survey:questions",
    examples=EXAMPLES,
    for_others=frozenset({"part", "start"}),
    process_templates=(
        ProcessTemplate(
            name="survey.once",
            label=_("A survey"),
            summary=_("Everybody answers the same questions, sees what came out, and hears what follows from it."),
            steps=(StepPlan(kind="survey", days=21, is_for_all=True),),
            icon="clipboard-list",
            question=_("How do you like living here?"),
        ),
    ),
    demo=demo,
)
