"""A survey in several languages: which ones, and each question in each of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quartier.api import Actor, actor_of, refusals_on, signed_in
from quartier.api.processes import Step, options_of
from quartier.steps.survey import actions, editing
from quartier.steps.survey.editor_forms import IntroForm, TranslationForm
from quartier.steps.survey.editor_views import one, own_step
from quartier.steps.survey.languages import SPOKEN, direction, language_name
from quartier.steps.survey.queries import questionnaire_of
from quartier.steps.survey.questions import Question, Questionnaire, Words, say
from quartier.steps.survey.terms import SurveyOptions
from quartier.ui.flash import done
from quartier.ui.widgets import ManyTiles

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
INTRO = "intro"  # where a question has its key


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
    intro = options_of(step, SurveyOptions).intro
    rows = [(code, language_name(code), _missing(questionnaire, intro, code)) for code in others]
    context = {"step": step, "form": form, "rows": rows, "texts": _texts(questionnaire, intro)}
    return render(request, "survey/languages.html", context)


@GET_AND_POST
@signed_in
def translate(request: HttpRequest, pk: int, language: str, key: str) -> HttpResponse:
    """The words at the beginning or one question a page; afterwards the next that isn't translated."""
    step = own_step(request, pk)
    _first, *others = questionnaire_of(step).languages
    if language not in others:
        raise Http404
    form: Any = _form(request, step, language, key)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            step = _translated(step, form, key, by=actor_of(request))
            following = next(
                iter(_missing(questionnaire_of(step), options_of(step, SurveyOptions).intro, language)), ""
            )
            if not following:
                done(request, _("Everything is translated."))
                return redirect("survey:languages", pk=pk)
            return redirect("survey:translate", pk=pk, language=language, key=following)
    context = {"step": step, "form": form, "language": language_name(language)}
    return render(request, "survey/translate.html", {**context, "direction": direction(language)})


def _form(request: HttpRequest, step: Step, language: str, key: str) -> forms.Form:
    posted = request.POST if request.method == "POST" else None
    first = questionnaire_of(step).languages[0]
    if key != INTRO:
        return TranslationForm(posted, question=one(step, key), language=language, first=first)
    intro = options_of(step, SurveyOptions).intro
    if not intro.get(first):
        raise Http404
    return IntroForm(posted, intro=intro, language=language, first=first)


def _translated(step: Step, form: Any, key: str, *, by: Actor) -> Step:
    if key == INTRO:
        return actions.translate_intro(step, form.language, form.cleaned_data["intro"], by=by)
    actions.change_questions(step, lambda there: editing.change(there, form.changed()), by=by)
    step.refresh_from_db()
    return step


def _texts(questionnaire: Questionnaire, intro: Words) -> list[tuple[str, str]]:
    """Whatever is translated, in its order: the key, and how it begins."""
    first = questionnaire.languages[0]
    said = [(INTRO, intro[first])] if intro.get(first, "").strip() else []
    return [*said, *((question.key, say(question.title, first)) for question in questionnaire.questions)]


def _missing(questionnaire: Questionnaire, intro: Words, language: str) -> list[str]:
    """The keys of what isn't wholly there in this language."""
    first = questionnaire.languages[0]
    lacks_intro = intro.get(first, "").strip() and not intro.get(language, "").strip()
    lacking = [question.key for question in questionnaire.questions if _lacks(question, language, first)]
    return [*([INTRO] if lacks_intro else []), *lacking]


def _lacks(question: Question, language: str, first: str) -> bool:
    texts = [question.title, question.help, question.low, question.high]
    texts += [choice.text for choice in (*question.choices, *question.rows)]
    return any(words.get(first, "").strip() and not words.get(language, "").strip() for words in texts)
