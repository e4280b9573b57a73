"""The page of a process, of each of its steps, of a proposal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.processes import ballots
from quartier.kernel.processes.models import Step
from quartier.kernel.processes.page import SLIP_PAGE, about, current_step, process_or_404, step_page, steps_of
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.ui.flash import done


@require_safe
def process(request: HttpRequest, pk: int) -> HttpResponse:
    """With the step in its middle that is open now."""
    found = process_or_404(person_of(request), pk)
    step = current_step(steps_of(found))
    if step is None:
        return render(request, "processes/process.html", about(request, found, None))
    return step_page(request, step)


@require_safe
def step(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    found = process_or_404(person_of(request), pk)
    shown = next((step for step in steps_of(found) if step.order == order), None)
    if shown is None:
        raise Http404
    return step_page(request, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """A choice, for every kind that has a slip (`StepKind.ballot`) and no page of its own for it."""
    shown = get_object_or_404(Step, pk=pk)
    shown.process = process_or_404(person_of(request), shown.process_id)
    kind = shown.of_kind
    if kind.ballot is None or kind.is_sealed:
        raise Http404
    if request.method != "POST":  # after logging in again
        return redirect(shown.url)
    if kind.page(request, shown).template != SLIP_PAGE:
        raise Http404  # a whole slip would take the place of what was answered on the kind's own page
    form = kind.ballot(shown)(request.POST)
    if form.is_valid():
        with refusals_on(form):
            ballots.cast(shown, by=actor_of(request), content=form.content())
            done(request, _("Counted. Until the end you can change it; the last one counts."))
            return redirect(shown.url)
    return step_page(request, shown, form=form)
