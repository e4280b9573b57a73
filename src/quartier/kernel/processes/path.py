"""The way of a process in plain words: sammeln → besprechen → abstimmen → antworten → umsetzen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from quartier.kernel.processes.models import Process, ProcessState, Step, StepState
from quartier.kernel.step_contract import StepWord


@dataclass(frozen=True)
class Station:
    """One word of the path: what is done there, and when."""

    word: str
    state: str  # "over", "now", "to_come"
    until: datetime | None = None
    begins: datetime | None = None
    url: str = ""
    is_shown: bool = False
    name: str = ""


def word_of(word: StepWord) -> str:
    words = {
        StepWord.COLLECT: _("collect"),
        StepWord.DISCUSS: _("discuss"),
        StepWord.VOTE: _("vote"),
        StepWord.ANSWER: _("answer"),
        StepWord.BUILD: _("carry out"),
    }
    return words[word]


def path_of(process: Process, steps: Sequence[Step], shown: Step | None) -> list[Station]:
    """Its steps, and what always follows: an answer, and what is made of it."""
    return [*(_of_step(step, shown) for step in steps), _answer(process), _build(process)]


STATES = {StepState.PLANNED: "to_come", StepState.OPEN: "now", StepState.CLOSED: "over"}


def _of_step(step: Step, shown: Step | None) -> Station:
    state = STATES[StepState(step.state)]
    return Station(
        word=word_of(step.of_kind.word),
        state=state,
        until=step.closes if state == "now" else None,
        begins=step.opens if state == "to_come" else None,
        url=step.url,
        is_shown=shown is not None and step.pk == shown.pk,
        name=step.name,
    )


def _answer(process: Process) -> Station:
    state = {ProcessState.WAITING: "now", ProcessState.ANSWERED: "over"}.get(ProcessState(process.state), "to_come")
    return Station(
        word=word_of(StepWord.ANSWER), state=state, until=process.answer_due if state == "now" else None, url="#answer"
    )


def _build(process: Process) -> Station:
    state = "now" if process.state == ProcessState.ANSWERED else "to_come"
    return Station(word=word_of(StepWord.BUILD), state=state, url="#proposals" if state == "now" else "")
