"""Surveys of the made-up quarter: one that is open, one that is over. The texts lie beside this file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
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
from quartier.steps.survey.actions import answer
from quartier.steps.survey.branching import shown
from quartier.steps.survey.queries import questionnaire_of
from quartier.steps.survey.questions import Kind, Question
from quartier.steps.survey.samples import SAMPLES
from quartier.steps.survey.stored import question_to_json

TEXTS = Path(__file__).parent
A_MOMENT = timedelta(minutes=1)


def demo() -> None:
    """Each survey goes through the real actions, at its time. Without somebody who may ask the quarter there is none."""
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template="survey.once").exists() or not has_power(organiser, START_PROCESS):
        return
    for said in texts(TEXTS, "survey"):
        begins = when(said, now)
        with clock_at(begins):
            step = _opened(said, organiser, begins)
        with clock_at(min(begins + timedelta(days=1), now - A_MOMENT)):
            _answer(step, said)
        if said.get("closed"):
            with clock_at(begins + timedelta(days=said["days"])):
                close_now(step, by=Actor(organiser))


def _opened(said: Said, organiser: Person, begins: datetime) -> Step:
    questions = [question_to_json(question) for question in SAMPLES[said["sample"]].questions()]
    options = {"questions": questions, "intro": {"de": said["intro"]}}
    plan = StepPlan(kind="survey", days=said["days"], options=options, is_for_all=True)
    template = ProcessTemplate(name="survey.once", label="", summary="", steps=(plan,), answer_days=30)
    return begun(template, said, by=Actor(organiser), begins=begins)


def _answer(step: Step, said: Said) -> None:
    """Drawn from the title, the same at each filling; what people wrote stands in the texts."""
    draw = Random(said["title"])  # noqa: S311 (nothing secret hangs on it)
    questionnaire = questionnaire_of(step)
    people = list(step.process.electors.order_by("person").values_list("person", flat=True))
    words = {key: list(lines) for key, lines in said.get("words", {}).items()}
    for number in draw.sample(people, min(said["answers"], len(people))):
        answers: dict[str, Any] = {}
        for question in questionnaire.asked:
            if question in shown(questionnaire, answers) and (chosen := _drawn(question, draw, words)) is not None:
                answers[question.key] = chosen
        if answers:
            answer(step, by=Actor(Person.objects.get(pk=number)), answers=answers, language="de")


def _drawn(question: Question, draw: Random, words: dict[str, list[str]]) -> Any:
    keys = [choice.key for choice in question.choices]
    weights = [len(keys) + 1 - place for place in range(len(keys))]
    drawers: dict[Kind, Callable[[], Any]] = {
        Kind.YES_NO: lambda: draw.choices(["yes", "no"], [3, 2])[0],
        Kind.SCALE: lambda: draw.choices(list(question.steps), [1, 2, 4, 7, 5])[0],
        Kind.ONE: lambda: draw.choices(keys, weights)[0],
        Kind.SEVERAL: lambda: list(dict.fromkeys(draw.choices(keys, weights, k=draw.randint(1, 3)))),
        Kind.GRID: lambda: {row.key: draw.choices(keys, weights)[0] for row in question.rows},
        Kind.NUMBER: lambda: draw.choices([1, 2, 3, 4, 5], [6, 8, 4, 4, 2])[0],
    }
    if question.kind in drawers:
        return drawers[question.kind]()
    left = words.get(question.key, [])
    return left.pop() if left and draw.random() < 0.6 else None
