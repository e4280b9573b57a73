"""Votes of the made-up quarter: one that is open, one that is over, one that ended in a tie. The texts lie beside this file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from quartier.api import Actor
from quartier.api.demo import Cast, Said, begun, play_votes, voters_of
from quartier.api.processes import (
    ProcessTemplate,
    Step,
    StepPlan,
)
from quartier.steps.vote.actions import vote
from quartier.steps.vote.rules import Sort
from quartier.steps.vote.terms import OWN, QUESTION

TEXTS = Path(__file__).parent


def demo() -> None:
    play_votes(TEXTS, "vote.once", opened=_opened, voted=_vote)


def _opened(said: Said, cast: Cast, by: Actor, begins: datetime) -> Step:
    own = [{"key": f"o{number}", "title": title} for number, title in enumerate(said.get("own", ()), start=1)]
    options = {**said.get("rules", {}), "own": own, "about": OWN if own else QUESTION}
    plan = StepPlan(kind="vote", days=said["days"], options=options)
    template = ProcessTemplate(name="vote.once", label="", summary="", steps=(plan,), answer_days=21)
    return begun(template, said, by=by, begins=begins)


def _vote(step: Step, said: Said) -> None:
    """`votes`: how many chose what."""
    chosen = [ballot for number, ballot in said["votes"] for _each in range(number)]
    for person, ballot in zip(voters_of(step, said), chosen, strict=False):
        vote(step, by=Actor(person), ballot=_ballot(step, ballot))


def _ballot(step: Step, ballot: Any) -> dict[str, Any]:
    """ "yes", ["o1", "o2"] or {o1 = 2}, as texts say it shortly."""
    if step.options["sort"] == Sort.YES_NO:
        return {QUESTION: ballot}
    return dict.fromkeys(ballot, 1) if isinstance(ballot, list) else dict(ballot)
