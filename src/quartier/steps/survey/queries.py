"""What is asked in a step, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language

from quartier.api.processes import Step, contents, options_of
from quartier.steps.survey.branching import shown
from quartier.steps.survey.counting import Count, Counted
from quartier.steps.survey.questions import Questionnaire
from quartier.steps.survey.stored import from_json
from quartier.steps.survey.terms import SurveyOptions


def questionnaire_of(step: Step) -> Questionnaire:
    options = options_of(step, SurveyOptions)
    return from_json({"questions": options.questions, "languages": options.languages})


def language_of(questionnaire: Questionnaire, asked: str = "") -> str:
    """The language that was asked for, if the questionnaire has it; else the reader's; else its first."""
    own = (get_language() or "").lower()
    for code in (asked, own, own.partition("-")[0]):
        if code in questionnaire.languages:
            return code
    return questionnaire.languages[0]


def only_shown(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was answered and then hidden by another answer."""
    keys = {question.key for question in shown(questionnaire, answers)}
    return {key: answer for key, answer in answers.items() if key.removesuffix("_other") in keys}


def answers_in(step: Step) -> list[dict[str, Any]]:
    """Every answer that counts, in an order that tells nothing."""
    return [content["answers"] for content in contents(step) if isinstance(content.get("answers"), dict)]


def to_json(counted: list[Counted], ballots: int) -> dict[str, Any]:
    """What was counted as it is kept with the step. The questions themselves lie in its options, unchanged since it opened."""
    lines = []
    for one in counted:
        said = {**asdict(one), "question": one.question.key}
        said["counts"] = [[count.key, count.number, count.points] for count in one.counts]
        lines.append(said)
    return {"ballots": ballots, "questions": lines}


def counted_of(step: Step) -> list[Counted]:
    questionnaire = questionnaire_of(step)
    found = []
    for said in step.tally.get("questions", ()):
        counts = tuple(Count(key, number, points) for key, number, points in said["counts"])
        found.append(Counted(**{**said, "question": questionnaire[said["question"]], "counts": counts}))
    return found
