"""The pages of a budget for everybody: the ballot, one's own result, the file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import actor_of, person_of, refusals_on, signed_in
from quartier.api.processes import Step, StepState, ballot_of, step_or_404, why_not
from quartier.steps.budget import actions, faces
from quartier.steps.budget.forms import form_of
from quartier.steps.budget.pabulib_out import as_pb
from quartier.steps.budget.queries import rules_of, tally_of
from quartier.steps.budget.terms import SLUG
from quartier.ui.flash import done


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cast_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot. It is always empty: nobody who looks over a shoulder, or has somebody show it, learns how they voted."""
    step = step_or_404(request, pk, kind=SLUG)
    rules, reason = rules_of(step), why_not(step, actor_of(request).subject)
    form = form_of(rules)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.vote(step, by=actor_of(request), ballot=form.content())
            done(request, _("Your vote is counted. Thank you!"))
            return redirect(step.url)
    context = {"step": step, "form": form, "reason": reason, **faces.of_ballot(rules)}
    return render(request, "budget/cast.html", context)


@require_safe
@signed_in
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of one's own projects come, from one's own ballot. Nobody else sees it, also nobody who acts for somebody."""
    step = _closed(request, pk)
    ballot = ballot_of(step, person_of(request))
    own = faces.of_own(step, ballot.content) if ballot else None
    return render(request, "budget/mine.html", {"step": step, "own": own})


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody who may see the result."""
    step = _closed(request, pk)
    text = as_pb(step, rules_of(step), tally_of(step))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="budget-{step.process_id}-{step.order}.pb"'
    return response


def _closed(request: HttpRequest, pk: int) -> Step:
    step = step_or_404(request, pk, kind=SLUG)
    if step.state != StepState.CLOSED:
        raise Http404
    return step
