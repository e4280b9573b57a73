"""What the organiser of a budget decides, step by step, and the slip for paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import actor_of, refusals_on, signed_in
from quartier.api.processes import Step, options_of, own_step_or_404
from quartier.steps.budget import actions, faces
from quartier.steps.budget.forms import MoneyForm, ProjectForm, RuleForm, SortForm, form_of
from quartier.steps.budget.queries import rules_of
from quartier.steps.budget.terms import SLUG, BudgetOptions
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the organiser decided, each with a way to change it, and what people will read."""
    step = own_step(request, pk)
    return render(request, "budget/set_up.html", {"step": step, **faces.of_set_up(step)})


@GET_AND_POST
@signed_in
def money(request: HttpRequest, pk: int) -> HttpResponse:
    return _ask(request, pk, MoneyForm, "sort", 1)


@GET_AND_POST
@signed_in
def sort(request: HttpRequest, pk: int) -> HttpResponse:
    return _ask(request, pk, SortForm, "rule", 2)


@GET_AND_POST
@signed_in
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    return _ask(request, pk, RuleForm, "set_up", 3)


@GET_AND_POST
@signed_in
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the organiser's own, beside what neighbours proposed."""
    step = own_step(request, pk)
    form = ProjectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            actions.bring_project(step, by=actor_of(request), **form.cleaned_data)
            done(request, _("It will stand on the ballot paper."))
            return redirect("budget:set_up", pk=pk)
    return render(request, "budget/project.html", {"step": step, "form": form})


@GET_AND_POST
@signed_in
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """The organiser votes to see how it is. Nothing is kept."""
    step = own_step(request, pk)
    rules = rules_of(step)
    form = form_of(rules)(request.POST if request.method == "POST" else None)
    is_valid = request.method == "POST" and form.is_valid()
    context = {"step": step, "form": form, "is_trial": True, "is_valid": is_valid, **faces.of_ballot(rules)}
    return render(request, "budget/cast.html", context)


@require_safe
@signed_in
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot on paper, for whoever doesn't vote on a screen."""
    step = own_step(request, pk)
    return render(request, "budget/slip.html", {"step": step, **faces.of_ballot(rules_of(step))})


def own_step(request: HttpRequest, pk: int) -> Step:
    return own_step_or_404(request, pk, kind=SLUG)


def _ask(request: HttpRequest, pk: int, of: Any, then: str, number: int) -> HttpResponse:
    """One question; what is asked are fields of the step's options."""
    step = own_step(request, pk)
    chosen = options_of(step, BudgetOptions)
    initial = {name: getattr(chosen, name) or None for name in of.base_fields}
    form = of(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            actions.choose(step, by=actor_of(request), **form.cleaned_data)
            return redirect(f"budget:{then}", pk=pk)
    return render(request, "budget/question.html", {"step": step, "form": form, "number": number})
