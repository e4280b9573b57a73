"""What is shown to whom, and what is wrong with a questionnaire: circles, dead ends, questions that nobody would ever see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.steps.survey.questions import (
    DECIDING,
    MOST_QUESTIONS,
    NO_ANSWER,
    WITH_CHOICES,
    Condition,
    Kind,
    Part,
    Question,
    Questionnaire,
    say,
)

Answers = Mapping[str, Any]
FEWEST_CHOICES = 2


class Fault(NamedTuple):
    key: str  # of the question; empty: of the whole
    sentence: str


def shown(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """The questions whose conditions hold. What is hidden counts as unanswered, for those that hang on it too."""
    seen: list[Question] = []
    held: dict[str, Any] = {}
    for question in questionnaire.asked:
        if all(_holds(condition, held) for condition in questionnaire.conditions_of(question)):
            seen.append(question)
            if question.key in answers:
                held[question.key] = answers[question.key]
    return seen


def shown_parts(questionnaire: Questionnaire, answers: Answers) -> list[Part]:
    """The pages that are left, each with the questions that are left of it."""
    seen = {question.key for question in shown(questionnaire, answers)}
    parts = [
        Part(part.number, part.section, tuple(question for question in part.questions if question.key in seen))
        for part in questionnaire.parts
    ]
    return [part for part in parts if part.questions]


def _holds(condition: Condition, answers: Answers) -> bool:
    if condition.question not in answers:
        return False
    return bool(chosen(answers[condition.question]) & set(condition.answers))


def chosen(answer: Any) -> set[str]:
    """An answer to a deciding question as the keys that were chosen."""
    if answer is None:
        return {NO_ANSWER}
    return {str(key) for key in answer} if isinstance(answer, list) else {str(answer)}


def faults(questionnaire: Questionnaire, language: str = "de") -> list[Fault]:
    """Everything that must be mended before it is opened, in the order of the questions."""
    found: list[Fault] = []
    if not questionnaire.asked:
        found.append(Fault("", _("There is no question yet.")))
    if len(questionnaire.questions) > MOST_QUESTIONS:
        found.append(Fault("", _("More than %(most)d questions are too many for anybody.") % {"most": MOST_QUESTIONS}))
    for question in questionnaire.questions:
        found += [Fault(question.key, sentence) for sentence in _faults_of(question, questionnaire, language)]
    return found


def _faults_of(question: Question, questionnaire: Questionnaire, language: str) -> list[str]:
    found: list[str] = []
    if not say(question.title, language):
        found.append(_("This question has no words yet."))
    if question.kind in WITH_CHOICES and len(question.choices) < FEWEST_CHOICES:
        found.append(_("There must be at least two answers to choose from."))
    if question.kind is Kind.GRID and not question.rows:
        found.append(_("Write down what is to be rated, one thing a line."))
    if question.is_section and _is_empty(question, questionnaire):
        found.append(_("No question stands below this heading. Nobody would see it."))
    if question.show_if:
        found += _faults_of_condition(question, question.show_if, questionnaire, language)
    return found


def _is_empty(section: Question, questionnaire: Questionnaire) -> bool:
    return section not in questionnaire.section_of.values()


def _faults_of_condition(
    question: Question, condition: Condition, questionnaire: Questionnaire, language: str
) -> list[str]:
    """Only what comes earlier may decide: so there can be no circle."""
    if condition.question == question.key:
        return [_("A question can't decide whether it is shown itself.")]
    if condition.question not in questionnaire:
        return [_("The question that decides whether this one is shown isn't there any more.")]
    deciding = questionnaire[condition.question]
    order = [each.key for each in questionnaire.questions]
    if order.index(deciding.key) > order.index(question.key):
        return [
            _("“%(title)s” decides whether this one is shown, so it must come earlier.")
            % {"title": say(deciding.title, language)}
        ]
    if deciding.kind not in DECIDING:
        return [_("Only questions with answers to choose from can decide what is shown.")]
    return _faults_of_answers(question, condition, deciding, questionnaire)


def _faults_of_answers(
    question: Question, condition: Condition, deciding: Question, questionnaire: Questionnaire
) -> list[str]:
    possible = {*deciding.keys, *([NO_ANSWER] if deciding.may_decline else [])}
    gone = [answer for answer in condition.answers if answer not in possible]
    if gone or not condition.answers:
        count = len(gone) or 1
        return [
            ngettext(
                "An answer on which this question hangs isn't there any more.",
                "Answers on which this question hangs aren't there any more.",
                count,
            )
        ]
    if _is_never_shown(question, questionnaire):
        return [_("Nobody would ever see this question: what it hangs on contradicts itself.")]
    return []


def _is_never_shown(question: Question, questionnaire: Questionnaire) -> bool:
    """Follows the conditions back to the start; where one answer alone can be given, they must have one in common.

    Conditions only point backwards (others were refused before), so this ends.
    """
    allowed: dict[str, set[str]] = {}
    waiting, done = [question], set()
    while waiting:
        current = waiting.pop()
        if current.key in done:
            continue
        done.add(current.key)
        holders = [current] if current.is_section else [current, questionnaire.section_of[current.key]]
        for condition in (holder.show_if for holder in holders if holder is not None and holder.show_if):
            if condition.question not in questionnaire:
                continue
            deciding = questionnaire[condition.question]
            waiting.append(deciding)
            if deciding.kind is Kind.SEVERAL:
                continue
            allowed[deciding.key] = allowed.get(deciding.key, {*deciding.keys, NO_ANSWER}) & set(condition.answers)
    return any(not answers for answers in allowed.values())
