"""Votes of the made-up quarter: one that is open, one that is over, one that ended in a tie. The texts lie beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone

from quartier.api import Actor, Person, has_power
from quartier.api.demo import Cast, Said, begun, clock_at, texts, when
from quartier.api.processes import (
    START_PROCESS,
    Process,
    ProcessTemplate,
    Step,
    StepPlan,
    close_now,
)
from quartier.steps.vote.actions import vote
from quartier.steps.vote.rules import Sort
from quartier.steps.vote.terms import OWN, QUESTION

TEXTS = Path(__file__).parent
A_MOMENT = timedelta(minutes=1)


def demo() -> None:
    """Each vote goes through the real actions, at its time. Without somebody who may ask the quarter there is none."""
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template="vote.once").exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(TEXTS, "vote"):
        begins = when(said, now)
        with clock_at(begins):
            step = _opened(said, organiser, begins)
        voters = list(Person.objects.filter(pk__in=step.process.electors.values("person")).order_by("pk"))
        with clock_at(min(begins + timedelta(days=1), now - A_MOMENT)):
            _vote(step, voters, said)
        if said.get("closed"):
            with clock_at(begins + timedelta(days=said["days"])):
                close_now(step, by=Actor(organiser))


def _opened(said: Said, organiser: Person, begins: datetime) -> Step:
    own = [{"key": f"o{number}", "title": title} for number, title in enumerate(said.get("own", ()), start=1)]
    options = {**said.get("rules", {}), "own": own, "about": OWN if own else QUESTION}
    plan = StepPlan(kind="vote", days=said["days"], options=options)
    template = ProcessTemplate(name="vote.once", label="", summary="", steps=(plan,), answer_days=21)
    return begun(template, said, by=Actor(organiser), begins=begins)


def _vote(step: Step, voters: Sequence[Person], said: Said) -> None:
    """`votes`: how many chose what. Who it was is drawn from the title, the same at each filling."""
    order = sorted(voters, key=lambda person: sha256(f"{said['title']}:{person.full_name}".encode()).digest())
    chosen = [ballot for number, ballot in said["votes"] for _each in range(number)]
    for person, ballot in zip(order, chosen, strict=False):
        vote(step, by=Actor(person), ballot=_ballot(step, ballot))


def _ballot(step: Step, ballot: Any) -> dict[str, Any]:
    """ "yes", ["o1", "o2"] or {o1 = 2}, as texts say it shortly."""
    if step.options["sort"] == Sort.YES_NO:
        return {QUESTION: ballot}
    return dict.fromkeys(ballot, 1) if isinstance(ballot, list) else dict(ballot)
