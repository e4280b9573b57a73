"""Ranked votes of the made-up quarter: two that are counted, and a committee that is being elected. The texts lie beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from quartier.api import Actor
from quartier.api.demo import Cast, Said, play_votes, voters_of
from quartier.api.processes import (
    ProcessTemplate,
    Step,
    StepPlan,
    announce_process,
    open_now,
    start_process,
)
from quartier.steps.ranked.actions import ask_to_stand, stand, vote
from quartier.steps.ranked.models import Candidate
from quartier.steps.ranked.terms import OWN, PEOPLE

TEXTS = Path(__file__).parent


def demo() -> None:
    play_votes(TEXTS, "ranked.choose", opened=_opened, voted=_vote)


def _opened(said: Said, cast: Cast, by: Actor, begins: datetime) -> Step:
    people = said.get("people", ())
    options = {**said["rules"], "own": list(said.get("own", ())), "about": PEOPLE if people else OWN}
    plan = StepPlan(kind="ranked", days=said["days"], options=options)
    template = ProcessTemplate(name="ranked.choose", label="", summary="", steps=(plan,), answer_days=21)
    words = {name: said[name] for name in ("title", "question", "text")}
    process = start_process(template, by=by, begins=begins, place=None, **words)
    announce_process(process, by=by)
    step = process.steps.get(order=1)
    for name, text in people:
        person = cast.person(name)
        ask_to_stand(step, person, by=by)
        stand(step, by=Actor(person), text=text)
    open_now(step, by=by)
    step.refresh_from_db()
    return step


def _vote(step: Step, said: Said) -> None:
    """`votes`: how many filled in which ballot."""
    keys = {str(row): row.key for row in Candidate.objects.filter(step=step).select_related("person")}
    chosen = [ballot for number, ballot in said["votes"] for _each in range(number)]
    for person, ballot in zip(voters_of(step, said), chosen, strict=False):
        vote(step, by=Actor(person), ballot=_ballot(keys, ballot))


def _ballot(keys: dict[str, str], names: Sequence[str]) -> dict[str, Any]:
    """The best first; where ticks are asked, the places are read as ticks."""
    return {keys[name]: place for place, name in enumerate(names, start=1)}
