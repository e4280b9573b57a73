"""The simplest kind of step: yes or no. Only tests have it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballot_forms import BallotForm
from quartier.kernel.processes.ballots import contents
from quartier.kernel.processes.models import Process, Step
from quartier.kernel.processes.running import open_now
from quartier.kernel.processes.starting import start_process
from quartier.kernel.step_contract import ProcessTemplate, Result, Row, StepKind, StepPage, StepPlan, StepWord, Table

YES, NO = "yes", "no"


@dataclass(frozen=True)
class HandsOptions:
    needs_half: bool = False


class Slip(BallotForm):
    choice = forms.ChoiceField(label="Dafür oder dagegen?", choices=[(YES, "Dafür"), (NO, "Dagegen")])


def count(step: Step) -> dict[str, Any]:
    return dict(Counter(content["choice"] for content in contents(step)))


def result(step: Step) -> Result:
    yes, no = step.tally.get(YES, 0), step.tally.get(NO, 0)
    rows = (Row(label="Dafür", numbers=(yes,)), Row(label="Dagegen", numbers=(no,)))
    table = Table(name="choices", title="Stimmen", columns=("Stimmen",), rows=rows, adds_up=True)
    return Result(sentence="Angenommen." if yes > no else "Nicht angenommen.", tables=(table,))


HANDS = StepKind(
    slug="hands",
    name="Handzeichen",
    summary="Dafür oder dagegen.",
    word=StepWord.VOTE,
    icon="hand",
    options=HandsOptions,
    page=lambda _request, _step: StepPage(template="processes/ballot.html"),
    count=count,
    result=result,
    ballot=lambda _step: Slip,
)

TEMPLATE = ProcessTemplate(
    name="hands.once", label="Einmal abstimmen", summary="", steps=(StepPlan(kind="hands", days=7),), answer_days=30
)


def running(organiser: Person, *, template: ProcessTemplate = TEMPLATE, **details: Any) -> Step:
    """A vote that is open now."""
    process = planned(organiser, template=template, **details)
    step = process.steps.get(order=1)
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def planned(organiser: Person, *, template: ProcessTemplate = TEMPLATE, **details: Any) -> Process:
    said: dict[str, Any] = {"title": "Bänke", "question": "Sollen hier Bänke stehen?", **details}
    begins = said.pop("begins", timezone.now() + timedelta(days=1))
    return start_process(template, by=Actor(organiser), begins=begins, **said)
