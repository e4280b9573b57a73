"""A questionnaire as JSON and back. What can't be read is refused with a sentence, never half read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from quartier.api import Refused
from quartier.steps.survey.questions import Choice, Condition, Kind, Question, Questionnaire

DEFAULTS = {field.name: field.default for field in fields(Question)}


def to_json(questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        "languages": list(questionnaire.languages),
        "questions": [question_to_json(question) for question in questionnaire.questions],
    }


def from_json(stored: Mapping[str, Any]) -> Questionnaire:
    try:
        return Questionnaire(
            languages=tuple(stored.get("languages") or ("de",)),
            questions=tuple(question_from_json(question) for question in stored.get("questions", ())),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(_("These questions can't be read.")) from error


def question_to_json(question: Question) -> dict[str, Any]:
    """Only what isn't as always, so that it stays short."""
    said: dict[str, Any] = {"key": question.key, "kind": str(question.kind), "title": dict(question.title)}
    for name in ("help", "low", "high"):
        if getattr(question, name):
            said[name] = dict(getattr(question, name))
    for name in ("choices", "rows"):
        if getattr(question, name):
            said[name] = [{"key": choice.key, "text": dict(choice.text)} for choice in getattr(question, name)]
    for name in ("is_required", "may_decline", "has_other", "least", "most"):
        if getattr(question, name) != DEFAULTS[name]:
            said[name] = getattr(question, name)
    if question.show_if:
        said["show_if"] = {"question": question.show_if.question, "answers": list(question.show_if.answers)}
    return said


def question_from_json(said: Mapping[str, Any]) -> Question:
    show_if = said.get("show_if")
    return Question(
        key=str(said["key"]),
        kind=Kind(said["kind"]),
        title=dict(said["title"]),
        help=dict(said.get("help", {})),
        low=dict(said.get("low", {})),
        high=dict(said.get("high", {})),
        choices=_choices(said.get("choices", ())),
        rows=_choices(said.get("rows", ())),
        is_required=bool(said.get("is_required", False)),
        may_decline=bool(said.get("may_decline", True)),
        has_other=bool(said.get("has_other", False)),
        least=said.get("least"),
        most=said.get("most"),
        show_if=Condition(question=str(show_if["question"]), answers=tuple(show_if["answers"])) if show_if else None,
    )


def _choices(said: Sequence[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(key=str(choice["key"]), text=dict(choice["text"])) for choice in said)
