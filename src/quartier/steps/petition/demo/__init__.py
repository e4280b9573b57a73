"""Petitions of the made-up quarter: one that collects, one that was handed over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from quartier.api import Actor, Person, has_power
from quartier.api.demo import Cast, begun, clock_at, texts, when
from quartier.api.processes import START_PROCESS, Process, ProcessTemplate, StepPlan, close_now
from quartier.steps.petition.actions import hand_over, sign

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
        if said.get("closed"):
            with clock_at(begins + timedelta(days=said["days"])):
                close_now(step, by=by)
            with clock_at(begins + timedelta(days=said["days"] + 3)):
                hand_over(step, by=by, on=timezone.localdate(), to=said["to"])
