"""Petition: signatures online and on paper, handed over, answered, and told after a year. The table of contents; read this first."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Duty, Job
from quartier.api.processes import ProcessTemplate, StepKind, StepPlan, StepWord
from quartier.steps.petition import actions, faces
from quartier.steps.petition.demo import demo
from quartier.steps.petition.examples import EXAMPLES, prepare
from quartier.steps.petition.keeps import KEEPS
from quartier.steps.petition.terms import ASK_WHAT_CAME, WHAT_CAME, PetitionOptions

step = StepKind(
    slug="petition",
    name=_("Petition"),
    summary=_("Neighbours sign online or on paper; it is handed over, answered, and told what came of it."),
    word=StepWord.COLLECT,
    icon="pencil",
    options=PetitionOptions,
    page=faces.page,
    result=faces.result,
    example_step=prepare,
    count=actions.count_signatures,
    not_ready=faces.not_ready,
    set_up_url="petition:set_up",
    notices=(ASK_WHAT_CAME, WHAT_CAME),
    jobs=(Job(name="petition.ask", do=actions.ask_what_came, every=timedelta(hours=24)),),
    examples=EXAMPLES,
    for_others=frozenset({"sign"}),
    duties={"petition.SheetLine.entered_by": Duty.HANDLER, "petition.Course.handed_by": Duty.HANDLER},
    keeps=KEEPS,
    process_templates=(
        ProcessTemplate(
            name="petition.collect",
            label=_("Petition"),
            summary=_("Neighbours sign, online or on paper; then it is handed over, and answered until a fixed day."),
            steps=(StepPlan(kind="petition", days=60, is_for_all=True),),
            answer_days=90,
            icon="pencil",
            question=_("We ask for a crossing in front of the school."),
        ),
    ),
    demo=demo,
)
