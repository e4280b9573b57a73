"""What was answered so far, and which question comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Text
from quartier.kernel.quarter.drafts import SetupAnswer

OUTLINE, STREETS, LATER = "outline", "streets", "later"
Answers = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Question:
    key: str
    label: Text  # on the summary


QUESTIONS = (
    Question("name", _("Name of the quarter")),
    Question("area", _("Where it lies")),
    Question(OUTLINE, _("Outline")),
    Question(STREETS, _("Streets")),
    Question("you", _("First key holder: you")),
    Question("login", _("How you log in")),
    Question("second", _("Second key holder")),
    Question("ways", _("How neighbours are confirmed")),
    Question("imprint", _("Imprint")),
)


def answers() -> Answers:
    return {row.question: row.answer for row in SetupAnswer.objects.all()}


def asked(given: Answers) -> list[Question]:
    """The questions of this journey in their order: only the way to the area that was chosen is asked."""
    way = given.get("area", {}).get("how")
    return [question for question in QUESTIONS if question.key not in {OUTLINE, STREETS} or question.key == way]


def is_answered(key: str, given: Answers) -> bool:
    return bool(given.get(key, {}).get("password")) if key == "login" else key in given


def first_open(given: Answers) -> Question | None:
    return next((question for question in asked(given) if not is_answered(question.key, given)), None)


def neighbours_of(key: str, given: Answers) -> tuple[Question | None, Question | None, int, int]:
    """The question before and the one after, the number of this one and how many there are."""
    journey = asked(given)
    here = next(place for place, question in enumerate(journey) if question.key == key)
    before = journey[here - 1] if here else None
    after = journey[here + 1] if here + 1 < len(journey) else None
    return before, after, here + 1, len(journey)
