"""One process of the made-up quarter in which an office is checking, with reasons. The texts lie beside this file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from quartier.api import Actor, has_power
from quartier.api.demo import Cast, begun, clock_at, texts, when
from quartier.api.processes import START_PROCESS, Process, ProcessTemplate, StepPlan, check_proposal, propose_to
from quartier.steps.feasibility.terms import SLUG

TEMPLATE = "feasibility.then_budget"


def demo() -> None:
    """Through the real actions, at their time. Without somebody who may ask the quarter there is none."""
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template=TEMPLATE).exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(Path(__file__).parent, "checking"):
        begins, by = when(said, now), Actor(organiser)
        plans = (
            StepPlan(kind=SLUG, days=said["days"], is_for_all=True),
            StepPlan(kind="budget", days=21, options={"money_cents": said["euros"] * 100}),
        )
        template = ProcessTemplate(name=TEMPLATE, label="", summary="", steps=plans, answer_days=30)
        with clock_at(begins):
            step = begun(template, said, by=by, begins=begins)
        for day, one in enumerate(said["project"], 1):
            with clock_at(begins + timedelta(hours=day)):
                author = Actor(cast.person(one["by"]))
                proposal = propose_to(step, by=author, title=one["title"], text=one["text"])
            if "reasons" in one:
                with clock_at(begins + timedelta(days=day)):
                    word = "feasible" if "euros" in one else "not_feasible"
                    cost = one["euros"] * 100 if "euros" in one else None
                    check_proposal(proposal, by=by, feasibility=word, reasons=one["reasons"], cost_cents=cost)
