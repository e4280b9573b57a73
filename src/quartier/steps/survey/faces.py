"""What the pages show of a survey, ready for the templates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from quartier.api import person_of
from quartier.api.processes import Step, StepPage, StepState, may_manage, options_of
from quartier.steps.survey.branching import faults
from quartier.steps.survey.editor_forms import KINDS, answers_in_words
from quartier.steps.survey.languages import direction, language_name, tongues
from quartier.steps.survey.queries import language_of, questionnaire_of
from quartier.steps.survey.questions import NO_ANSWER, OTHER, Kind, Question, Questionnaire, say
from quartier.steps.survey.results import sheets_of
from quartier.steps.survey.samples import SAMPLES
from quartier.steps.survey.terms import SurveyOptions
from quartier.steps.survey.way import Way

SECONDS = {Kind.LONG: 60, Kind.SHORT: 20, Kind.RANK: 40, Kind.GRID: 40, Kind.PLACE: 25, Kind.SEVERAL: 20}


def page(request: HttpRequest, step: Step) -> StepPage:
    """The survey on the page of its process."""
    person, questionnaire = person_of(request), questionnaire_of(step)
    manages = may_manage(step.process, person)
    if step.state == StepState.CLOSED:
        context = {"sheets": sheets_of(step), "ballots": step.tally.get("ballots", 0), "manages": manages}
        return StepPage(template="survey/result.html", context=context, draws_result=True)
    options = options_of(step, SurveyOptions)
    language = language_of(questionnaire)
    context = {
        "minutes": minutes(questionnaire),
        "count": len(questionnaire.asked),
        "intro": say(options.intro, language, questionnaire.languages),
        "reads_rows": options.reads_rows,
        "tongues": tongues(questionnaire.languages) if len(questionnaire.languages) > 1 else [],
        "why_not_ready": not_ready(step) if step.state == StepState.PLANNED else "",
        "manages": manages,
    }
    return StepPage(template="survey/step.html", context=context)


def not_ready(step: Step) -> str:
    """Why it can't open yet."""
    questionnaire = questionnaire_of(step)
    found = faults(questionnaire, questionnaire.languages[0])
    if not found:
        return ""
    title = say(questionnaire[found[0].key].title, questionnaire.languages[0]) if found[0].key in questionnaire else ""
    return _("“%(title)s”: %(reason)s") % {"title": title, "reason": found[0].sentence} if title else found[0].sentence


def minutes(questionnaire: Questionnaire) -> int:
    """About how long it takes: seconds by kind of question, as people take them."""
    return max(1, round(sum(SECONDS.get(question.kind, 12) for question in questionnaire.asked) / 60))


def of_editor(step: Step) -> dict[str, Any]:
    questionnaire = questionnaire_of(step)
    language = questionnaire.languages[0]
    wrong: dict[str, list[str]] = {}
    for fault in faults(questionnaire, language):
        wrong.setdefault(fault.key, []).append(fault.sentence)
    page_of = {question.key: part.number for part in questionnaire.parts for question in part.questions}
    rows, number, last_page = [], 0, 0
    for question in questionnaire.questions:
        number += not question.is_section
        at = page_of.get(question.key, 0)
        rows.append(
            {
                "question": question,
                "title": say(question.title, language) or _("Without words"),
                "number": 0 if question.is_section else number,
                "page": at if at > last_page else 0,
                "kind": KINDS[question.kind],
                "when": condition_in_words(question, questionnaire, language),
                "faults": wrong.get(question.key, []),
            }
        )
        last_page = max(last_page, at)
    return {
        "rows": rows,
        "count": number,
        "minutes": minutes(questionnaire),
        "faults": wrong.get("", []) if rows else [],
        "may_change": step.state == StepState.PLANNED,
        "samples": SAMPLES.values(),
        "language_names": [language_name(code) for code in questionnaire.languages],
    }


def condition_in_words(question: Question, questionnaire: Questionnaire, language: str) -> str:
    if question.show_if is None or question.show_if.question not in questionnaire:
        return ""
    deciding = questionnaire[question.show_if.question]
    words = dict(answers_in_words(deciding, language))
    said = ", ".join(_("“%(title)s”") % {"title": words.get(key, key)} for key in question.show_if.answers)
    return _("Only if “%(question)s” was answered with %(answers)s") % {
        "question": say(deciding.title, language),
        "answers": said,
    }


def answers(way: Way) -> list[tuple[str, str, str, str]]:
    """The last look: the question, what was said, a picture, and the page to change it."""
    said, speak = way.answers(), _speaker(way)
    with override(way.language):
        return [
            (speak(question.title), in_words(question, said, speak), "pencil", part.name)
            for part in way.parts
            for question in part.questions
        ]


def _speaker(way: Way) -> Any:
    return lambda words: say(words, way.language, way.questionnaire.languages)


def in_words(question: Question, answers: dict[str, Any], speak: Any) -> str:
    """One answer as its writer would say it."""
    if question.key not in answers:
        return _("no answer")
    answer = answers[question.key]
    if answer is None:
        return _("I would rather not say")
    words = {choice.key: speak(choice.text) for choice in question.choices}
    words |= {
        "yes": _("Yes"),
        "no": _("No"),
        OTHER: answers.get(f"{question.key}_other", ""),
        NO_ANSWER: _("I would rather not say"),
    }
    if question.kind is Kind.GRID:
        rows = {row.key: speak(row.text) for row in question.rows}
        return "; ".join(
            f"{rows[row]}: {words.get(said or NO_ANSWER, '')}" for row, said in answer.items() if row in rows
        )
    if question.kind is Kind.RANK:
        return ", ".join(f"{place}. {words.get(key, '')}" for place, key in enumerate(answer, start=1))
    if question.kind in {Kind.ONE, Kind.YES_NO}:
        return str(words.get(answer, ""))
    return ", ".join(words.get(key, "") for key in answer) if isinstance(answer, list) else str(answer)


def of_paper(step: Step, asked: str) -> dict[str, Any]:
    """The questionnaire to read in one go, and to fill in by hand."""
    questionnaire = questionnaire_of(step)
    language = language_of(questionnaire, asked)
    others = questionnaire.languages
    return {
        "questionnaire": questionnaire,
        "say": lambda words: say(words, language, others),
        "language": language,
        "direction": direction(language),
        "tongues": tongues(questionnaire.languages) if len(others) > 1 else [],
        "conditions": {
            question.key: condition_in_words(question, questionnaire, language) for question in questionnaire.questions
        },
    }
