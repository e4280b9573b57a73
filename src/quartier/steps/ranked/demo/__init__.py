"""Ranked votes of the made-up quarter: two that are counted, and a committee that is being elected. The texts lie beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

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
    open_now,
    start_process,
)
from quartier.steps.ranked.actions import ask_to_stand, stand, vote
from quartier.steps.ranked.models import Candidate
from quartier.steps.ranked.terms import OWN, PEOPLE

TEXTS = Path(__file__).parent
A_MOMENT = timedelta(minutes=1)


def demo() -> None:
    """Each vote goes through the real actions, at its time. Without somebody who may ask the quarter there is none."""
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template="ranked.choose").exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(TEXTS, "vote"):
        begins = when(said, now)
        with clock_at(begins):
            step = _opened(said, cast, organiser, begins)
        voters = list(Person.objects.filter(pk__in=step.process.electors.values("person")).order_by("pk"))
        with clock_at(min(begins + timedelta(days=1), now - A_MOMENT)):
            _vote(step, voters, said)
        if said.get("closed"):
            with clock_at(begins + timedelta(days=said["days"])):
                close_now(step, by=Actor(organiser))


def _opened(said: Said, cast: Cast, organiser: Person, begins: datetime) -> Step:
    people = said.get("people", ())
    options = {**said["rules"], "own": list(said.get("own", ())), "about": PEOPLE if people else OWN}
    plan = StepPlan(kind="ranked", days=said["days"], options=options)
    template = ProcessTemplate(name="ranked.choose", label="", summary="", steps=(plan,), answer_days=21)
    words = {name: said[name] for name in ("title", "question", "text")}
    process = start_process(template, by=Actor(organiser), begins=begins, place=None, **words)
    announce_process(process, by=Actor(organiser))
    step = process.steps.get(order=1)
    for name, text in people:
        person = cast.person(name)
        ask_to_stand(step, person, by=Actor(organiser))
        stand(step, by=Actor(person), text=text)
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def _vote(step: Step, voters: Sequence[Person], said: Said) -> None:
    """`votes`: how many filled in which ballot. Who it was is drawn from the title, the same at each filling."""
    keys = {str(row): row.key for row in Candidate.objects.filter(step=step).select_related("person")}
    order = sorted(voters, key=lambda person: sha256(f"{said['title']}:{person.full_name}".encode()).digest())
    chosen = [ballot for number, ballot in said["votes"] for _each in range(number)]
    for person, ballot in zip(order, chosen, strict=False):
        vote(step, by=Actor(person), ballot=_ballot(keys, ballot))


def _ballot(keys: dict[str, str], names: Sequence[str]) -> dict[str, Any]:
    """The best first; where ticks are asked, the places are read as ticks."""
    return {keys[name]: place for place, name in enumerate(names, start=1)}
