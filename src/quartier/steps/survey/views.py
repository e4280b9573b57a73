"""Answering: page by page, a last look, and what happens to somebody who is still writing as it closes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import actor_of, once, refusals_on, signed_in
from quartier.api.processes import Step, StepState, ballot_of, own_step_or_404, step_or_404, why_not
from quartier.steps.survey import actions, faces
from quartier.steps.survey.way import CHECK, Way
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Where somebody left off, or the first page."""
    step = step_or_404(request, pk, kind="survey")
    way = Way(request, step)
    if not step.is_open or not way.names:
        return redirect(step.url)
    return redirect(way.steps.url(way.left_off))


@GET_AND_POST
@signed_in
def part(request: HttpRequest, pk: int, page: str) -> HttpResponse:
    """One page of questions."""
    step = step_or_404(request, pk, kind="survey")
    return _part(request, Way(request, step, page))


@GET_AND_POST
@signed_in
def trial(request: HttpRequest, pk: int, page: str) -> HttpResponse:
    """The organiser fills it in to see how it is. It goes the same way, and nothing is counted."""
    step = own_step_or_404(request, pk, kind="survey")
    if page == "start":
        way = Way(request, step, is_trial=True)
        return redirect(way.url(way.names[0])) if way.names else redirect("survey:questions", pk=pk)
    return _part(request, Way(request, step, page, is_trial=True))


def _part(request: HttpRequest, way: Way) -> HttpResponse:
    step = way.step
    if not way.is_there:
        if not any(part.name == way_name(request) for part in way.questionnaire.parts):
            raise Http404
        return redirect(way.url(CHECK))  # hidden by an answer; the last look shows what is left
    if not way.is_trial and (reason := why_not(step, actor_of(request).subject)):
        return _too_late(request, way) if step.state != StepState.PLANNED else _not_you(request, step, reason)
    if way.steps.step == CHECK:
        return _check(request, way)
    with way.spoken():
        return way.steps.ask("survey/part.html", {"way": way, "step": step})


def way_name(request: HttpRequest) -> str:
    return request.resolver_match.kwargs["page"] if request.resolver_match else ""


def _check(request: HttpRequest, way: Way) -> HttpResponse:
    open_name = way.steps.first_open()
    if way.steps.went_to:
        return redirect(way.steps.went_to)
    if open_name != CHECK:
        return redirect(way.steps.url(open_name))
    return _send(request, way) if request.method == "POST" else _last_look(request, way)


@once
def _send(request: HttpRequest, way: Way) -> HttpResponse:
    form: Any = way.form_of(way.parts[0]) if way.parts else None
    if way.is_trial:
        way.steps.drop()
        done(request, _("That was the trial. Nothing was counted."))
        return redirect("survey:questions", pk=way.step.pk)
    if form is None:
        return redirect(way.step.url)
    form.is_valid()
    with refusals_on(form):
        actions.answer(way.step, by=actor_of(request), answers=way.answers(), language=way.language)
        way.steps.drop()
        done(request, _("Thank you! Your answers count."))
        return redirect(way.step.url)
    return _last_look(request, way, form)


def _last_look(request: HttpRequest, way: Way, form: Any = None) -> HttpResponse:
    context = {
        "way": way,
        "step": way.step,
        "form": form,
        "answers": faces.answers(way),
        "is_again": not way.is_trial and ballot_of(way.step, actor_of(request).subject) is not None,
    }
    with way.spoken():
        return render(request, "survey/check.html", context)


def _too_late(request: HttpRequest, way: Way) -> HttpResponse:
    """It closed meanwhile, or they can't take part. What they typed on this page is kept too, and all of it is shown."""
    if request.method == "POST" and way.part:
        way.steps.ask("survey/part.html", {"way": way, "step": way.step})
        return redirect(way.url(way.part.name))
    subject = actor_of(request).subject
    context = {
        "way": way,
        "step": way.step,
        "answers": faces.answers(way) if way.steps.is_begun else [],
        "reason": why_not(way.step, subject),
        "has_answered": ballot_of(way.step, subject) is not None,
    }
    return render(request, "survey/too_late.html", context)


def _not_you(request: HttpRequest, step: Step, reason: str) -> HttpResponse:
    return render(request, "survey/too_late.html", {"step": step, "reason": reason, "answers": []})
