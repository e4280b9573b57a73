"""A survey in several languages: which ones, and each question in each of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quartier.api import actor_of, refusals_on, signed_in
from quartier.steps.survey import actions, editing
from quartier.steps.survey.editor_forms import TranslationForm
from quartier.steps.survey.editor_views import one, own_step
from quartier.steps.survey.languages import SPOKEN, direction, language_name
from quartier.steps.survey.queries import questionnaire_of
from quartier.steps.survey.questions import Question, Questionnaire
from quartier.ui.flash import done
from quartier.ui.widgets import ManyTiles

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


class LanguagesForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which further languages do you ask?"),
        help_text=gettext_lazy("What isn't translated is shown in the first language."),
        required=False,
        widget=ManyTiles(),
    )

    def __init__(self, *arguments: Any, first: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field: Any = self.fields["languages"]
        field.choices = [(code, language_name(code)) for code in SPOKEN if code != first]


@GET_AND_POST
@signed_in
def languages(request: HttpRequest, pk: int) -> HttpResponse:
    step = own_step(request, pk)
    questionnaire = questionnaire_of(step)
    first, *others = questionnaire.languages
    form = LanguagesForm(request.POST if request.method == "POST" else None, first=first, initial={"languages": others})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.choose(step, by=actor_of(request), languages=[first, *form.cleaned_data["languages"]])
            return redirect("survey:languages", pk=pk)
    rows = [(code, language_name(code), _missing(questionnaire, code)) for code in others]
    return render(
        request,
        "survey/languages.html",
        {"step": step, "form": form, "rows": rows, "count": len(questionnaire.questions)},
    )


@GET_AND_POST
@signed_in
def translate(request: HttpRequest, pk: int, language: str, key: str) -> HttpResponse:
    """One question a page; afterwards the next that isn't translated."""
    step = own_step(request, pk)
    questionnaire, question = questionnaire_of(step), one(step, key)
    first, *others = questionnaire.languages
    if language not in others:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = TranslationForm(posted, question=question, language=language, first=first)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            changed = actions.change_questions(
                step, lambda there: editing.change(there, form.changed()), by=actor_of(request)
            )
            following = next(iter(_missing(changed, language)), None)
            if following is None:
                done(request, _("Everything is translated."))
                return redirect("survey:languages", pk=pk)
            return redirect("survey:translate", pk=pk, language=language, key=following.key)
    context = {"step": step, "form": form, "question": question, "language": language_name(language)}
    return render(request, "survey/translate.html", {**context, "direction": direction(language)})


def _missing(questionnaire: Questionnaire, language: str) -> list[Question]:
    """Questions of which some text isn't there in this language."""
    first = questionnaire.languages[0]
    return [question for question in questionnaire.questions if _lacks(question, language, first)]


def _lacks(question: Question, language: str, first: str) -> bool:
    texts = [question.title, question.help, question.low, question.high]
    texts += [choice.text for choice in (*question.choices, *question.rows)]
    return any(words.get(first, "").strip() and not words.get(language, "").strip() for words in texts)
