"""The pages of a vote: the ballot, what its organiser prepares, the slip for paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import actor_of, refusals_on, signed_in
from quartier.api.processes import Step, options_of, own_step_or_404, step_or_404, why_not
from quartier.steps.vote import actions, faces
from quartier.steps.vote.forms import AboutForm, RulesForm, SortForm, form_of
from quartier.steps.vote.queries import eligible_in, rules_of
from quartier.steps.vote.terms import OWN, VoteOptions
from quartier.steps.vote.words import rules_in_words
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
@signed_in
def cast_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot. It is always empty: nobody who looks over a shoulder, or has somebody show it, learns how they voted."""
    step = _step(request, pk)
    rules, reason = rules_of(step), why_not(step, actor_of(request).subject)
    form = form_of(rules)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.vote(step, by=actor_of(request), ballot=form.content())
            done(request, _("Your vote is counted. Thank you!"))
            return redirect(step.url)
    context = {"step": step, "form": form, "reason": reason, "said": rules_in_words(rules, eligible_in(step))}
    return render(request, "vote/cast.html", {**context, "rules": rules})


@require_safe
@signed_in
def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the organiser decided, each with a way to change it, and what people will read."""
    step = _own_step(request, pk)
    return render(request, "vote/set_up.html", {"step": step, **faces.of_set_up(step)})


@GET_AND_POST
@signed_in
def sort(request: HttpRequest, pk: int) -> HttpResponse:
    step = _own_step(request, pk)
    chosen = options_of(step, VoteOptions)
    form = SortForm(request.POST if request.method == "POST" else None, initial={"sort": chosen.sort})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            about = {} if form.cleaned_data["sort"] == "yes_no" or chosen.about != "question" else {"about": OWN}
            actions.choose(step, by=actor_of(request), **form.cleaned_data, **about)
            return redirect("vote:about", pk=pk)
    return _asked(request, step, form, 1)


@GET_AND_POST
@signed_in
def about(request: HttpRequest, pk: int) -> HttpResponse:
    step = _own_step(request, pk)
    chosen = options_of(step, VoteOptions)
    initial = {"about": chosen.about, "own": "\n".join(option["title"] for option in chosen.own)}
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial, sort=chosen.sort)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            own = actions.own_options(form.cleaned_data["own"], chosen.own)
            actions.choose(step, by=actor_of(request), about=form.cleaned_data["about"], own=own)
            return redirect("vote:rules", pk=pk)
    return _asked(request, step, form, 2)


@GET_AND_POST
@signed_in
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    step = _own_step(request, pk)
    chosen, count = options_of(step, VoteOptions), len(rules_of(step).options)
    initial = {name: getattr(chosen, name) for name in RulesForm.base_fields}
    posted = request.POST if request.method == "POST" else None
    form = RulesForm(posted, initial=initial, sort=chosen.sort, options=count)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.choose(step, by=actor_of(request), **form.cleaned_data)
            done(request, _("That is all. Please read once more what people will read."))
            return redirect("vote:set_up", pk=pk)
    return _asked(request, step, form, 3)


@GET_AND_POST
@signed_in
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """The organiser votes to see how it is. Nothing is kept."""
    step = _own_step(request, pk)
    rules = rules_of(step)
    form = form_of(rules)(request.POST if request.method == "POST" else None)
    is_valid = request.method == "POST" and form.is_valid()
    context: dict[str, Any] = {"step": step, "form": form, "rules": rules, "is_trial": True, "is_valid": is_valid}
    return render(request, "vote/cast.html", {**context, "said": rules_in_words(rules, eligible_in(step))})


@require_safe
@signed_in
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot on paper, for whoever doesn't vote on a screen."""
    step = _own_step(request, pk)
    rules = rules_of(step)
    said = rules_in_words(rules, eligible_in(step))
    return render(request, "vote/slip.html", {"step": step, "rules": rules, "said": said})


def _asked(request: HttpRequest, step: Step, form: Any, number: int) -> HttpResponse:
    return render(request, "vote/question.html", {"step": step, "form": form, "number": number})


def _step(request: HttpRequest, pk: int) -> Step:
    return step_or_404(request, pk, kind="vote")


def _own_step(request: HttpRequest, pk: int) -> Step:
    return own_step_or_404(request, pk, kind="vote")
