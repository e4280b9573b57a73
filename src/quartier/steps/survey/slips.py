"""A whole questionnaire as one form: for slips of paper, the telephone and the desk; and kept answers back in fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quartier.steps.survey.branching import shown
from quartier.steps.survey.forms import PartForm, answers_of, names_of
from quartier.steps.survey.questions import NO_ANSWER, Kind, Question, Questionnaire


class SlipForm(PartForm):
    """Whoever types sees all questions; what another answer hides isn't asked of them and isn't kept."""

    questionnaire: Questionnaire

    def __init__(self, *arguments: Any, **named: Any) -> None:
        language = self.questionnaire.languages[0]
        super().__init__(*arguments, questions=self.questionnaire.asked, language=language, **named)

    def _check(self, question: Question, cleaned: dict[str, Any]) -> None:
        said = answers_of(cleaned, self.questions)
        if question in shown(self.questionnaire, said):
            super()._check(question, cleaned)

    def content(self) -> dict[str, Any]:
        said = self.answers_given()
        keys = {question.key for question in shown(self.questionnaire, said)}
        kept = {key: answer for key, answer in said.items() if key.removesuffix("_other") in keys}
        return {"answers": kept, "language": self.language}


def slip_of(questionnaire: Questionnaire) -> type[SlipForm]:
    def answers(content: dict[str, Any]) -> dict[str, Any]:
        return initial_of(questionnaire, content.get("answers", {}))

    return type("SlipFormOfOne", (SlipForm,), {"questionnaire": questionnaire, "answers": staticmethod(answers)})


def initial_of(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields show of kept answers."""
    found: dict[str, Any] = {}
    for question in questionnaire.asked:
        if question.key in answers:
            found.update(_fields_of(question, answers[question.key]))
        if f"{question.key}_other" in answers:
            found[f"{question.key}_other"] = answers[f"{question.key}_other"]
    return found


def typed_of(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Kept answers as somebody would have typed them."""
    return {
        name: [_typed(value) for value in (said if isinstance(said, list) else [said])]
        for name, said in initial_of(questionnaire, answers).items()
    }


def _typed(value: Any) -> str:
    """A number with a comma: a point before three digits would part thousands."""
    if value is True:
        return "on"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _fields_of(question: Question, answer: Any) -> dict[str, Any]:
    key = question.key
    if answer is None:
        is_typed = f"{key}_none" in names_of(question)
        if question.kind is Kind.GRID:
            return dict.fromkeys(names_of(question), NO_ANSWER)
        return {f"{key}_none": True} if is_typed else {key: [NO_ANSWER] if question.kind is Kind.SEVERAL else NO_ANSWER}
    if question.kind is Kind.GRID:
        return {f"{key}_{row}": NO_ANSWER if said is None else said for row, said in answer.items()}
    if question.kind is Kind.RANK:
        return {f"{key}_{choice}": str(place) for place, choice in enumerate(answer, start=1)}
    return {key: answer}
