"""Two budgets of the made-up quarter: one that runs, one that is decided. The texts lie beside this file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from quartier.api import Actor
from quartier.api.demo import Cast, Said, clock_at, play_votes, voters_of
from quartier.api.processes import (
    Process,
    ProcessTemplate,
    Step,
    StepPlan,
    announce_process,
    give_answer,
    open_now,
    start_process,
)
from quartier.steps.budget.actions import bring_project, vote
from quartier.steps.budget.queries import rules_of
from quartier.steps.budget.terms import SLUG

TEXTS = Path(__file__).parent
TEMPLATE = "budget.once"


def demo() -> None:
    play_votes(TEXTS, TEMPLATE, opened=_opened, voted=_vote, ended=_answered, sort="budget")


def _opened(said: Said, cast: Cast, by: Actor, begins: datetime) -> Step:
    plan = StepPlan(kind=SLUG, days=said["days"], options=said["rules"])
    template = ProcessTemplate(name=TEMPLATE, label="", summary="", steps=(plan,), answer_days=30)
    words = {name: said[name] for name in ("title", "question", "text")}
    process = start_process(template, by=by, begins=begins, **words)
    announce_process(process, by=by)
    step = process.steps.get(order=1)
    for one in said["project"]:
        bring_project(step, by=by, title=one["title"], text=one.get("text", ""), cost_cents=one["euros"] * 100)
    open_now(step, by=by)
    step.refresh_from_db()
    return step


def _vote(step: Step, said: Said) -> None:
    """`votes`: how many chose which projects, by their numbers."""
    keys = [project.key for project in rules_of(step).projects]
    chosen = [numbers for many, numbers in said["votes"] for _each in range(many)]
    for person, numbers in zip(voters_of(step, said), chosen, strict=False):
        vote(step, by=Actor(person), ballot={keys[number - 1]: 1 for number in numbers})


def _answered(step: Step, said: Said, cast: Cast, by: Actor) -> None:
    with clock_at(timezone.now() + timedelta(days=6)):
        give_answer(Process.objects.get(pk=step.process_id), by=by, text=said["answer"])
