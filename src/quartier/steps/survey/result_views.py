"""What came of a survey, for whoever asked: what people wrote, and files for a spreadsheet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.api import Refused, signed_in
from quartier.api.processes import Step, StepState, options_of, own_step_or_404, step_or_404
from quartier.steps.survey import faces
from quartier.steps.survey.counting import FEWEST, texts_of
from quartier.steps.survey.queries import answers_in, language_of, questionnaire_of
from quartier.steps.survey.questions import TEXTS, say
from quartier.steps.survey.results import csv_rows
from quartier.steps.survey.tables import as_csv
from quartier.steps.survey.terms import SurveyOptions


@require_safe
@signed_in
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """What people wrote in their own words: in order of the alphabet, so that no two texts belong together."""
    step = _closed_own(request, pk)
    questionnaire, ballots = questionnaire_of(step), answers_in(step)
    language = language_of(questionnaire)
    lists = [
        (say(question.title, language, questionnaire.languages), texts_of(question, ballots))
        for question in questionnaire.asked
        if question.kind in TEXTS or question.has_other
    ]
    return render(request, "survey/texts.html", {"step": step, "lists": lists})


@require_safe
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """The same numbers as on the page, for everybody who may see it."""
    step = step_or_404(request, pk, kind="survey")
    if step.state != StepState.CLOSED:
        raise Http404
    head, rows = csv_rows(step)
    return _file(as_csv(head, rows, for_excel=_for_excel(request)), f"umfrage-{step.pk}.csv")


@require_safe
@signed_in
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Each answer as a line, without name or time, for whoever asked; only where that was said before the first question."""
    step = _closed_own(request, pk)
    if not options_of(step, SurveyOptions).reads_rows:
        raise Refused(_("People were told that their answers are only counted. So there is no file of single answers."))
    ballots = answers_in(step)
    if len(ballots) < FEWEST:
        raise Refused(_("Fewer than %(n)d people answered: one could see who said what.") % {"n": FEWEST})
    questionnaire = questionnaire_of(step)
    language = language_of(questionnaire)

    def speak(words: object) -> str:
        return say(words, language, questionnaire.languages)  # type: ignore[arg-type]

    head = [speak(question.title) for question in questionnaire.asked]
    lines = [
        [faces.in_words(question, ballot, speak) if question.key in ballot else "" for question in questionnaire.asked]
        for ballot in ballots
    ]
    return _file(as_csv(head, lines, for_excel=_for_excel(request)), f"antworten-{step.pk}.csv")


def _closed_own(request: HttpRequest, pk: int) -> Step:
    step = own_step_or_404(request, pk, kind="survey")
    if step.state != StepState.CLOSED:
        raise Refused(_("As long as people answer nobody looks into it."))
    return step


def _for_excel(request: HttpRequest) -> bool:
    return request.GET.get("for") == "excel"


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
