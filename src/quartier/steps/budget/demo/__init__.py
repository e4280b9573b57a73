"""Two budgets of the made-up quarter: one that runs, one that is decided. The texts lie beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.utils import timezone

from quartier.api import Actor, Person, has_power
from quartier.api.demo import Cast, Said, clock_at, texts, when
from quartier.api.processes import (
    START_PROCESS,
    Process,
    ProcessTemplate,
    Step,
    StepPlan,
    announce_process,
    close_now,
    give_answer,
    open_now,
    start_process,
)
from quartier.steps.budget.actions import bring_project, vote
from quartier.steps.budget.queries import rules_of
from quartier.steps.budget.terms import SLUG

TEXTS = Path(__file__).parent
TEMPLATE = "budget.once"
A_MOMENT = timedelta(minutes=1)


def demo() -> None:
    """Each goes through the real actions, at its time. Without somebody who may ask the quarter there is none."""
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template=TEMPLATE).exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(TEXTS, "budget"):
        begins = when(said, now)
        with clock_at(begins):
            step = _opened(said, organiser, begins)
        voters = list(Person.objects.filter(pk__in=step.process.electors.values("person")).order_by("pk"))
        with clock_at(min(begins + timedelta(days=1), now - A_MOMENT)):
            _vote(step, voters, said)
        if said.get("closed"):
            _end(step, organiser, said, begins)


def _opened(said: Said, organiser: Person, begins: datetime) -> Step:
    plan = StepPlan(kind=SLUG, days=said["days"], options=said["rules"])
    template = ProcessTemplate(name=TEMPLATE, label="", summary="", steps=(plan,), answer_days=30)
    words = {name: said[name] for name in ("title", "question", "text")}
    by = Actor(organiser)
    process = start_process(template, by=by, begins=begins, **words)
    announce_process(process, by=by)
    step = process.steps.get(order=1)
    for one in said["project"]:
        bring_project(step, by=by, title=one["title"], text=one.get("text", ""), cost_cents=one["euros"] * 100)
    open_now(step, by=by)
    step.refresh_from_db()
    return step


def _vote(step: Step, voters: Sequence[Person], said: Said) -> None:
    """`votes`: how many chose which projects, by their numbers. Who it was is drawn from the title, the same at each filling."""
    order = sorted(voters, key=lambda person: sha256(f"{said['title']}:{person.full_name}".encode()).digest())
    keys = [project.key for project in rules_of(step).projects]
    chosen = [numbers for many, numbers in said["votes"] for _each in range(many)]
    for person, numbers in zip(order, chosen, strict=False):
        vote(step, by=Actor(person), ballot={keys[number - 1]: 1 for number in numbers})


def _end(step: Step, organiser: Person, said: Said, begins: datetime) -> None:
    ends = begins + timedelta(days=said["days"])
    with clock_at(ends):
        close_now(step, by=Actor(organiser))
    with clock_at(ends + timedelta(days=6)):
        give_answer(Process.objects.get(pk=step.process_id), by=Actor(organiser), text=said["answer"])
