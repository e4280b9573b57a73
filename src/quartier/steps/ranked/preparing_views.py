"""What the organiser of a ranked vote prepares: rule, candidates, numbers, a trial, the slip for paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.api import actor_of, refusals_on, signed_in
from quartier.api.processes import Step, options_of
from quartier.steps.ranked import actions, faces
from quartier.steps.ranked.forms import AboutForm, NumbersForm, RuleForm, form_of
from quartier.steps.ranked.queries import eligible_in, rules_of
from quartier.steps.ranked.terms import RankedOptions
from quartier.steps.ranked.views import GET_AND_POST, own_step
from quartier.steps.ranked.words import rules_in_words
from quartier.ui.flash import done


@require_safe
@signed_in
def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the organiser decided, each with a way to change it, and what people will read."""
    step = own_step(request, pk)
    return render(request, "ranked/set_up.html", {"step": step, **faces.of_set_up(step)})


@GET_AND_POST
@signed_in
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    step = own_step(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = RuleForm(posted, initial={"rule": options_of(step, RankedOptions).rule})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.choose(step, by=actor_of(request), **form.cleaned_data)
            return redirect("ranked:about", pk=pk)
    return _asked(request, step, form, 1)


@GET_AND_POST
@signed_in
def about(request: HttpRequest, pk: int) -> HttpResponse:
    step = own_step(request, pk)
    chosen = options_of(step, RankedOptions)
    initial = {"about": chosen.about, "own": "\n".join(chosen.own)}
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            own = actions.own_list(form.cleaned_data["own"])
            actions.choose(step, by=actor_of(request), about=form.cleaned_data["about"], own=own)
            return redirect("ranked:numbers", pk=pk)
    return _asked(request, step, form, 2)


@GET_AND_POST
@signed_in
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    step = own_step(request, pk)
    chosen, rules = options_of(step, RankedOptions), rules_of(step)
    initial = {name: getattr(chosen, name) for name in NumbersForm.base_fields}
    posted = request.POST if request.method == "POST" else None
    form = NumbersForm(posted, initial=initial, rule=rules.rule, choices=len(rules.choices))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.choose(step, by=actor_of(request), **form.cleaned_data)
            done(request, _("That is all. Please read once more what people will read."))
            return redirect("ranked:set_up", pk=pk)
    return _asked(request, step, form, 3)


@GET_AND_POST
@signed_in
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """The organiser votes to see how it is. Nothing is kept."""
    step = own_step(request, pk)
    rules = rules_of(step)
    form = form_of(rules)(request.POST if request.method == "POST" else None)
    is_valid = request.method == "POST" and form.is_valid()
    context: dict[str, Any] = {"step": step, "form": form, "rules": rules, "is_trial": True, "is_valid": is_valid}
    return render(request, "ranked/cast.html", {**context, "said": rules_in_words(rules, eligible_in(step))})


@require_safe
@signed_in
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot on paper, for whoever doesn't vote on a screen."""
    step = own_step(request, pk)
    rules = rules_of(step)
    said = rules_in_words(rules, eligible_in(step))
    return render(request, "ranked/slip.html", {"step": step, "rules": rules, "said": said})


def _asked(request: HttpRequest, step: Step, form: Any, number: int) -> HttpResponse:
    return render(request, "ranked/question.html", {"step": step, "form": form, "number": number})
