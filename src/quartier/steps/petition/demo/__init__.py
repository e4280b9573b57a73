"""Petitions of the made-up quarter: one that collects, one that was handed over, one of which something came."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from quartier.api import Actor, Person, has_power
from quartier.api.demo import Cast, Said, begun, clock_at, texts, when
from quartier.api.processes import (
    ENTER_BALLOTS,
    START_PROCESS,
    Process,
    ProcessTemplate,
    Step,
    StepPlan,
    close_now,
    give_answer,
)
from quartier.steps.petition.actions import enter_sheet, hand_over, number_sheets, sign, tell_what_came

TEXTS = Path(__file__).parent


def demo() -> None:
    """Through the real actions, at their time. Without somebody who may ask the quarter there is none."""
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template="petition.collect").exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(TEXTS, "petition"):
        begins, by = when(said, now), Actor(organiser)
        plan = StepPlan(
            kind="petition", days=said["days"], options={"to": said["to"], "goal": said["goal"]}, is_for_all=True
        )
        template = ProcessTemplate(name="petition.collect", label="", summary="", steps=(plan,), answer_days=90)
        with clock_at(begins):
            step = begun(template, said, by=by, begins=begins)
        grown = Q(birth_date=None) | Q(birth_date__lte=now.date() - timedelta(days=16 * 366))
        electors = Person.objects.filter(grown, pk__in=step.process.electors.values("person"))
        people = electors.order_by("pk")[: said["signed"]]
        with clock_at(begins + timedelta(days=2)):
            for number, person in enumerate(people):
                sign(step, by=Actor(person), is_shown=number % 3 == 0)
        with clock_at(begins + timedelta(days=6)):
            _on_paper(step, said, by=by)
        if said.get("closed"):
            _ended(step, said, by=by, over=begins + timedelta(days=said["days"]))


def _on_paper(step: Step, said: Said, *, by: Actor) -> None:
    if "printed" in said and has_power(by.person, ENTER_BALLOTS):
        number_sheets(step, by=by, count=said["printed"])
        for number, lines in enumerate(said["sheets"], 1):
            enter_sheet(step, by=by, sheet=number, lines=[(name, address) for name, address in lines])


def _ended(step: Step, said: Said, *, by: Actor, over: datetime) -> None:
    with clock_at(over):
        close_now(step, by=by)
    with clock_at(over + timedelta(days=3)):
        hand_over(step, by=by, on=timezone.localdate(), to=said["to"])
    if "answer" in said:
        with clock_at(over + timedelta(days=40)):
            give_answer(step.process, by=by, text=said["answer"])
    if "came" in said:
        with clock_at(over + timedelta(days=200)):
            tell_what_came(step, by=by, text=said["came"])
