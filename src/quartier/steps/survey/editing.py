"""Changes to a questionnaire before it is opened. Each returns a new one, or refuses what would leave a circle or a dead end."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from quartier.api import Refused
from quartier.steps.survey.branching import faults
from quartier.steps.survey.questions import (
    DECIDING,
    MOST_CHOICES,
    MOST_QUESTIONS,
    MOST_ROWS,
    Choice,
    Question,
    Questionnaire,
    next_key,
    say,
)

UP, DOWN = "up", "down"


def add(questionnaire: Questionnaire, question: Question, after: str = "") -> Questionnaire:
    """At the end, or after that one."""
    if len(questionnaire.questions) >= MOST_QUESTIONS:
        raise Refused(_("More than %(most)d questions are too many for anybody.") % {"most": MOST_QUESTIONS})
    new = replace(question, key=next_key(questionnaire._by_key))
    at = _at(questionnaire, after) + 1 if after else len(questionnaire.questions)
    return _hangs_together(questionnaire, (*questionnaire.questions[:at], new, *questionnaire.questions[at:]))


def change(questionnaire: Questionnaire, question: Question) -> Questionnaire:
    at = _at(questionnaire, question.key)
    _not_too_much(question)
    return _hangs_together(questionnaire, (*questionnaire.questions[:at], question, *questionnaire.questions[at + 1 :]))


def remove(questionnaire: Questionnaire, key: str) -> Questionnaire:
    at = _at(questionnaire, key)
    return _hangs_together(questionnaire, (*questionnaire.questions[:at], *questionnaire.questions[at + 1 :]))


def move(questionnaire: Questionnaire, key: str, direction: str) -> Questionnaire:
    """One place up or down; at the end nothing happens."""
    at = _at(questionnaire, key)
    to = at - 1 if direction == UP else at + 1
    if not 0 <= to < len(questionnaire.questions):
        return questionnaire
    order = list(questionnaire.questions)
    order[at], order[to] = order[to], order[at]
    return _hangs_together(questionnaire, tuple(order))


def copy(questionnaire: Questionnaire, key: str) -> Questionnaire:
    return add(questionnaire, questionnaire.questions[_at(questionnaire, key)], after=key)


def put_back(questionnaire: Questionnaire, question: Question, at: int) -> Questionnaire:
    """What was taken away, where it was."""
    if question.key in questionnaire:
        return questionnaire
    at = min(at, len(questionnaire.questions))
    return _hangs_together(questionnaire, (*questionnaire.questions[:at], question, *questionnaire.questions[at:]))


def place_of(questionnaire: Questionnaire, key: str) -> int:
    return _at(questionnaire, key)


def added(questionnaire: Questionnaire, after: str) -> str:
    """The key of what `add` put there."""
    at = _at(questionnaire, after) + 1 if after in questionnaire else len(questionnaire.questions) - 1
    return questionnaire.questions[at].key


def deciders_for(questionnaire: Questionnaire, key: str) -> list[Question]:
    """The questions on which this one may hang."""
    return [question for question in questionnaire.questions[: _at(questionnaire, key)] if question.kind in DECIDING]


def choices_from(lines: str, before: tuple[Choice, ...], language: str, prefix: str = "a") -> tuple[Choice, ...]:
    """One answer a line. A line that was there keeps its key and its other languages; a changed line takes its place's key
    alone, where nothing was added or taken away."""
    texts = [" ".join(line.split())[:200] for line in lines.splitlines()]
    texts = list(dict.fromkeys(text for text in texts if text))
    by_text = {choice.text.get(language, ""): choice for choice in before}
    taken = {choice.key for choice in before}
    is_same_length = len(texts) == len(before)
    kept: list[Choice] = []
    for place, text in enumerate(texts):
        choice = by_text.get(text)
        if choice is None and is_same_length and before[place].text.get(language, "") not in texts:
            choice = replace(before[place], text={language: text})
        if choice is None:
            choice = Choice(key=next_key(taken, prefix), text={language: text})
            taken.add(choice.key)
        kept.append(choice)
    return tuple(kept)


def _not_too_much(question: Question) -> None:
    if len(question.choices) > MOST_CHOICES:
        raise Refused(_("At most %(most)d answers, please.") % {"most": MOST_CHOICES}, field="choices")
    if len(question.rows) > MOST_ROWS:
        raise Refused(_("At most %(most)d lines, please.") % {"most": MOST_ROWS}, field="rows")


def _hangs_together(before: Questionnaire, questions: tuple[Question, ...]) -> Questionnaire:
    """What hangs on an answer must still find it. Mistakes that were there already don't stand in the way."""
    after = replace(before, questions=questions)
    had = {fault.key for fault in faults(before)}
    for question in after.questions:
        if question.show_if is None or question.key in had:
            continue
        alone = [fault for fault in faults(after) if fault.key == question.key]
        if alone:
            title = say(question.title, "de")
            raise Refused(
                _("That doesn't fit “%(title)s”: %(reason)s") % {"title": title, "reason": alone[-1].sentence}
            )
    return after


def _at(questionnaire: Questionnaire, key: str) -> int:
    for at, question in enumerate(questionnaire.questions):
        if question.key == key:
            return at
    raise Refused(_("This question isn't there any more."))
