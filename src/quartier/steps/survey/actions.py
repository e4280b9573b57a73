"""Every write of surveys: what is asked, an answer, and the count as the step closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Refused
from quartier.api.processes import Step, StepState, cast, lock_step, must_manage, options_of
from quartier.steps.survey import editing
from quartier.steps.survey.counting import count
from quartier.steps.survey.queries import answers_in, only_shown, questionnaire_of, to_json
from quartier.steps.survey.questions import Questionnaire
from quartier.steps.survey.stored import question_from_json, question_to_json
from quartier.steps.survey.stored import to_json as questions_to_json
from quartier.steps.survey.terms import SurveyOptions

Change = Callable[[Questionnaire], Questionnaire]


@transaction.atomic
def change_questions(step: Step, change: Change, *, by: Actor) -> Questionnaire:
    """`change` gets the questions as they are now, so that two who prepare a survey together lose nothing."""
    step = _plannable(step, by)
    changed = change(questionnaire_of(step))
    _write(step, **questions_to_json(changed))
    return changed


@transaction.atomic
def remove_question(step: Step, key: str, *, by: Actor) -> None:
    """Until the next one is taken away, `put_back_question` brings it back."""
    step = _plannable(step, by)
    before = questionnaire_of(step)
    changed = editing.remove(before, key)
    removed = {"question": question_to_json(before[key]), "at": editing.place_of(before, key)}
    _write(step, **questions_to_json(changed), removed=removed)


@transaction.atomic
def put_back_question(step: Step, *, by: Actor) -> str:
    """Where it was. Returns its key; empty where there is nothing to be put back."""
    step = _plannable(step, by)
    removed = options_of(step, SurveyOptions).removed
    if not removed:
        return ""
    question = question_from_json(removed["question"])
    changed = editing.put_back(questionnaire_of(step), question, removed["at"])
    _write(step, **questions_to_json(changed), removed={})
    return question.key


@transaction.atomic
def choose(step: Step, *, by: Actor, **chosen: Any) -> None:
    """What else the organiser decides."""
    _write(_plannable(step, by), **chosen)


@transaction.atomic
def translate_intro(step: Step, language: str, said: str, *, by: Actor) -> Step:
    """Empty: the words at the beginning are shown in the first language."""
    step = _plannable(step, by)
    kept = {code: words for code, words in options_of(step, SurveyOptions).intro.items() if code != language}
    _write(step, intro={**kept, language: said.strip()} if said.strip() else kept)
    return step


@transaction.atomic
def answer(step: Step, *, by: Actor, answers: dict[str, Any], language: str) -> None:
    """In place of an earlier answer. What was hidden by another answer isn't kept."""
    kept = only_shown(questionnaire_of(step), answers)
    if not kept:
        raise Refused(_("You haven't answered anything yet."))
    cast(step, by=by, content={"answers": kept, "language": language})


def count_answers(step: Step) -> dict[str, Any]:
    """Within the transaction that closes the step."""
    ballots = answers_in(step)
    return to_json(count(questionnaire_of(step), ballots), len(ballots))


def _plannable(step: Step, by: Actor) -> Step:
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state != StepState.PLANNED:
        raise Refused(
            _("People are answering already. So that all answers can be compared, the questions stay as they are.")
        )
    return step


def _write(step: Step, **chosen: Any) -> None:
    step.options = asdict(SurveyOptions(**{**asdict(options_of(step, SurveyOptions)), **chosen}))
    step.save(update_fields=["options"])
