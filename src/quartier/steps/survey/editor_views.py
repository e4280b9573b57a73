"""Preparing a survey: one thing a page, in an order that somebody who never made one understands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.api import Refused, actor_of, once, refusals_on, signed_in
from quartier.api.processes import Step, options_of, own_step_or_404
from quartier.steps.survey import actions, editing, faces
from quartier.steps.survey.editor_forms import KINDS, AboutForm, ConditionForm, QuestionForm, blank
from quartier.steps.survey.queries import questionnaire_of
from quartier.steps.survey.questions import Kind, Question, Questionnaire, anew
from quartier.steps.survey.samples import SAMPLES, WRITTEN_IN
from quartier.steps.survey.terms import SurveyOptions
from quartier.ui.flash import done, warn

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """All questions, and what can be done with each."""
    step = own_step(request, pk)
    return render(request, "survey/questions.html", {"step": step, **faces.of_editor(step)})


@require_POST
@signed_in
@once
def begin_with(request: HttpRequest, pk: int, sample: str) -> HttpResponse:
    """A ready questionnaire to change, instead of an empty page."""
    step = own_step(request, pk)
    if sample not in SAMPLES:
        raise Http404
    try:
        actions.change_questions(step, lambda there: _filled(there, SAMPLES[sample]), by=actor_of(request))
    except Refused as refusal:
        warn(request, str(refusal))
    return redirect("survey:questions", pk=pk)


def _filled(there: Questionnaire, sample: Any) -> Questionnaire:
    """It speaks the languages that it is written in, and those that were chosen before."""
    if there.questions:
        raise Refused(_("There are questions already."))
    languages = tuple(dict.fromkeys((*there.languages, *WRITTEN_IN)))
    return replace(there, questions=sample.questions(), languages=languages)


@require_safe
@signed_in
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Which sort of question shall it be?"""
    step = own_step(request, pk)
    kinds = [(kind, *said) for kind, said in KINDS.items()]
    return render(request, "survey/new.html", {"step": step, "kinds": kinds, "after": request.GET.get("after", "")})


@GET_AND_POST
@signed_in
@once
def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    step = own_step(request, pk)
    if kind not in KINDS:
        raise Http404
    language = questionnaire_of(step).languages[0]
    question = blank(Kind(kind))
    form = QuestionForm(request.POST if request.method == "POST" else None, question=question, language=language)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            after = request.GET.get("after", "")
            changed = actions.change_questions(
                step,
                lambda there: editing.add(there, form.changed(), after if after in there else ""),
                by=actor_of(request),
            )
            done(request, _("The question is there."))
            return to_question(step, editing.added(changed, after))
    return _question_page(request, step, form, question)


@GET_AND_POST
@signed_in
def question(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    step = own_step(request, pk)
    found, language = one(step, key), questionnaire_of(step).languages[0]
    form = QuestionForm(request.POST if request.method == "POST" else None, question=found, language=language)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_questions(step, lambda there: editing.change(there, form.changed()), by=actor_of(request))
            done(request, _("Saved. Please translate anew what you changed.") if form.loses_words else _("Saved."))
            return to_question(step, key)
    return _question_page(request, step, form, found)


@GET_AND_POST
@signed_in
def when(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Shown always, or only after certain answers: first the question that decides, then its answers."""
    step = own_step(request, pk)
    found, questionnaire = one(step, key), questionnaire_of(step)
    deciders = editing.deciders_for(questionnaire, key)
    chosen = request.GET.get("on") or (found.show_if.question if found.show_if else "")
    deciding = next((decider for decider in deciders if decider.key == chosen), None)
    form = None
    if deciding:
        ticked = list(found.show_if.answers) if found.show_if and found.show_if.question == deciding.key else []
        form = ConditionForm(
            request.POST if request.method == "POST" else None,
            deciding=deciding,
            language=questionnaire.languages[0],
            initial={"answers": ticked},
        )
    if request.method == "POST" and (form is None or form.is_valid()):
        condition = form.condition() if form else None
        target: Any = form or QuestionForm(question=found, language=questionnaire.languages[0])
        with refusals_on(target):
            changed = replace(found, show_if=condition)
            actions.change_questions(step, lambda there: editing.change(there, changed), by=actor_of(request))
            done(request, _("It is shown only after these answers.") if condition else _("It is always shown."))
            return to_question(step, key)
    context = {"step": step, "question": found, "deciders": deciders, "deciding": deciding, "form": form}
    return render(request, "survey/when.html", {**context, "language": questionnaire.languages[0]})


@require_POST
@signed_in
@once
def change(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Up, down, once more, away: small changes of the list, each a button."""
    step, what, by = own_step(request, pk), request.POST.get("do", ""), actor_of(request)
    if what not in {"up", "down", "copy", "remove"}:
        raise Http404
    try:
        if what == "remove":
            actions.remove_question(step, key, by=by)
            done(request, _("The question is gone."), undo_url=reverse("survey:put_back", kwargs={"pk": pk}))
            return redirect("survey:questions", pk=pk)
        if what == "copy":
            changed = actions.change_questions(step, lambda there: editing.copy(there, key), by=by)
            return to_question(step, editing.added(changed, key))
        actions.change_questions(step, lambda there: editing.move(there, key, what), by=by)
    except Refused as refusal:
        warn(request, str(refusal))
    return to_question(step, key)


@require_POST
@signed_in
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo of the last question that was taken away."""
    step = own_step(request, pk)
    try:
        key = actions.put_back_question(step, by=actor_of(request))
    except Refused as refusal:
        warn(request, str(refusal))
        key = ""
    return to_question(step, key)


@require_safe
@signed_in
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything on one page: to read, and on paper to fill in."""
    step = own_step(request, pk)
    return render(request, "survey/paper.html", {"step": step, **faces.of_paper(step, request.GET.get("lang", ""))})


def own_step(request: HttpRequest, pk: int) -> Step:
    return own_step_or_404(request, pk, kind="survey")


def one(step: Step, key: str) -> Question:
    questionnaire = questionnaire_of(step)
    if key not in questionnaire:
        raise Http404
    return questionnaire[key]


def to_question(step: Step, key: str) -> HttpResponse:
    """Back to the list, to the same question, so that whoever uses the keyboard goes on there."""
    return redirect(f"{reverse('survey:questions', kwargs={'pk': step.pk})}#{key}")


def _question_page(request: HttpRequest, step: Step, form: QuestionForm, question: Question) -> HttpResponse:
    kind = KINDS[question.kind]
    return render(request, "survey/question.html", {"step": step, "form": form, "question": question, "kind": kind})


@GET_AND_POST
@signed_in
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """What people read before the first question."""
    step = own_step(request, pk)
    options, language = options_of(step, SurveyOptions), questionnaire_of(step).languages[0]
    initial = {"intro": options.intro.get(language, ""), "reads_rows": options.reads_rows}
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            intro = anew(options.intro, language, form.cleaned_data["intro"].strip())
            actions.choose(step, by=actor_of(request), intro=intro, reads_rows=form.cleaned_data["reads_rows"])
            done(request, _("Saved."))
            return redirect("survey:questions", pk=pk)
    return render(request, "survey/about.html", {"step": step, "form": form})
