"""The ballot, and all ballots as a file where nobody can be known by theirs."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import actor_of, refusals_on, signed_in
from quartier.api.processes import Step, StepState, own_step_or_404, step_or_404, why_not
from quartier.counting.election import Option
from quartier.counting.files.blt import parse_blt, write_blt
from quartier.steps.ranked import actions
from quartier.steps.ranked.forms import form_of
from quartier.steps.ranked.queries import eligible_in, rules_of, standing_of, tally_of
from quartier.steps.ranked.words import named, rules_in_words
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
@signed_in
def cast_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot. It is always empty: nobody who looks over a shoulder, or has somebody show it, learns how they voted."""
    step = step_of(request, pk)
    rules, reason = rules_of(step), why_not(step, actor_of(request).subject)
    form = form_of(rules)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.vote(step, by=actor_of(request), ballot=form.content())
            done(request, _("Your vote is counted. Thank you!"))
            return redirect(step.url)
    context = {"step": step, "form": form, "reason": reason, "said": rules_in_words(rules, eligible_in(step))}
    return render(request, "ranked/cast.html", {**context, "rules": rules})


@require_safe
def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever counts again with a program of their own. Only where five people filled in each kind of ballot alike."""
    step = step_of(request, pk)
    tally = tally_of(step)
    if step.state != StepState.CLOSED or not tally.ballots:
        raise Http404
    names = standing_of(step).names
    election = parse_blt(tally.ballots)
    options = tuple(Option(option.id, named(names, option.id)) for option in election.options)
    told = replace(election, options=options, title=step.process.title)
    response = HttpResponse(write_blt(told, tally.seats), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="process-{step.process_id}-{step.order}.blt"'
    return response


def step_of(request: HttpRequest, pk: int) -> Step:
    return step_or_404(request, pk, kind="ranked")


def own_step(request: HttpRequest, pk: int) -> Step:
    return own_step_or_404(request, pk, kind="ranked")
