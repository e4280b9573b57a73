"""The opinion map: who thinks alike, what unites and what divides. The table of contents of this kind of step; read this first."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quartier.api import Job, person_of
from quartier.api.processes import (
    ProcessTemplate,
    Step,
    StepKind,
    StepPage,
    StepPlan,
    StepState,
    StepWord,
    ballot_of,
    may_manage,
    options_of,
)
from quartier.steps.opinions import queries, results
from quartier.steps.opinions.content import answers_in
from quartier.steps.opinions.demo import demo
from quartier.steps.opinions.examples import EXAMPLES, example_step
from quartier.steps.opinions.faces import map_face
from quartier.steps.opinions.forms import slip_of
from quartier.steps.opinions.refresh import draw_stale
from quartier.steps.opinions.terms import LOOKED_AT, WAITS, OpinionOptions
from quartier.steps.opinions.views import sees_map


def page(request: HttpRequest, step: Step) -> StepPage:
    """How far one is, the way to the next statement, and the map."""
    viewer = person_of(request)
    ballot = ballot_of(step, viewer)
    answers = answers_in(ballot.content) if ballot else {}
    numbers = queries.glance(step, viewer)
    manages = may_manage(step.process, viewer)
    has_map = sees_map(step) and step.state != StepState.PLANNED
    context: dict[str, Any] = {
        "ballot": ballot,
        "total": len(numbers),
        "answered": len(numbers & set(answers)),
        "has_answered": bool(answers),
        "may_add": options_of(step, OpinionOptions).may_add,
        "opinion_map": map_face(step, viewer, answers, most=3) if has_map else None,
        "waiting": queries.waiting(step).count() if manages else 0,
        "why_not_ready": not_ready(step) if step.state == StepState.PLANNED else "",
    }
    return StepPage(template="opinions/step.html", context=context, draws_result=True)


def not_ready(step: Step) -> str:
    """Why it can't open yet."""
    if queries.standing(step).exists() or options_of(step, OpinionOptions).may_add:
        return ""
    return _("There is no statement yet, and neighbours can't bring any.")


step = StepKind(
    slug="opinions",
    name=gettext_lazy("Opinion map"),
    summary=gettext_lazy("Short statements, yes or no: a map shows who thinks alike, what unites and what divides."),
    word=StepWord.DISCUSS,
    icon="thumbs-up",
    options=OpinionOptions,
    page=page,
    count=results.count,
    result=results.result,
    ballot=slip_of,
    not_ready=not_ready,
    set_up_url="opinions:care",
    example_step=example_step,
    notices=(LOOKED_AT, WAITS),
    examples=EXAMPLES,
    jobs=(Job(name="opinions.draw", do=draw_stale, every=timedelta(minutes=1), is_whole=False),),
    for_others=frozenset({"say", "vote"}),
    process_templates=(
        ProcessTemplate(
            name="opinions.map",
            label=gettext_lazy("Opinion map"),
            summary=gettext_lazy(
                "Where do we agree, where not? Everybody answers short statements and brings own ones."
            ),
            steps=(StepPlan(kind="opinions", days=21, is_for_all=True),),
            icon="thumbs-up",
            question=gettext_lazy("How shall we live together with cars in our streets?"),
        ),
    ),
    demo=demo,
)
