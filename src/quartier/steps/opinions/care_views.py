"""The pages of those who look after it: their statements, what waits, what is taken out, and the slip to print."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.api import actor_of, once, person_of, refusals_on, signed_in
from quartier.api.processes import Step, may_manage, process_or_404, step_or_404
from quartier.steps.opinions import actions, queries
from quartier.steps.opinions.forms import LinesForm, ReasonForm
from quartier.steps.opinions.models import Statement
from quartier.steps.opinions.terms import SLUG, Standing
from quartier.steps.opinions.views import choices
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST_LISTED = 100


@GET_AND_POST
@signed_in
@once
def care(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits comes first; then one's own, a line each; then all that stand and that were taken out."""
    step = _managed(request, step_or_404(request, pk, kind=SLUG))
    form = LinesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            added = actions.add_statements(step, by=actor_of(request), lines=form.cleaned_data["lines"])
            done(request, ngettext("%(num)d statement added.", "%(num)d statements added.", added) % {"num": added})
            return redirect("opinions:care", pk=pk)
    viewer = person_of(request)
    taken_out = queries.all_statements(step).filter(standing=Standing.OUT)
    context = {
        "step": step,
        "process": step.process,
        "form": form,
        "waiting": [(one.pk, queries.face_of(one, viewer)) for one in _with_authors(queries.waiting(step))],
        "standing": [(one.pk, queries.face_of(one, viewer)) for one in _with_authors(queries.standing(step))],
        "out_of": [(one.pk, queries.face_of(one, viewer), one.reason) for one in _with_authors(taken_out)],
        "total": queries.standing(step).count(),
    }
    return render(request, "opinions/care.html", context)


@require_POST
@signed_in
def let(request: HttpRequest, pk: int) -> HttpResponse:
    statement = _statement(request, pk)
    actions.let_through(statement, by=actor_of(request))
    done(request, _("It stands now."))
    return redirect("opinions:care", pk=statement.step_id)


@GET_AND_POST
@signed_in
def out(request: HttpRequest, pk: int) -> HttpResponse:
    """With the reason; asked on a page of its own."""
    statement = _statement(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            actions.take_out(statement, by=actor_of(request), reason=form.cleaned_data["reason"])
            done(request, _("It is no longer put before anybody."))
            return redirect("opinions:care", pk=statement.step_id)
    context = {"step": statement.step, "process": statement.step.process, "statement": statement, "form": form}
    return render(request, "opinions/out.html", context)


@require_safe
@signed_in
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The statements on paper, for whoever doesn't answer on a screen."""
    step = _managed(request, step_or_404(request, pk, kind=SLUG))
    context = {"step": step, "process": step.process, "statements": queries.on_slip(step), "choices": choices()}
    return render(request, "opinions/slip.html", context)


def _with_authors(found: QuerySet[Statement]) -> list[Statement]:
    return list(found.select_related("comment__author")[:MOST_LISTED])


def _statement(request: HttpRequest, pk: int) -> Statement:
    statement = get_object_or_404(Statement.objects.select_related("step", "comment"), pk=pk)
    statement.step.process = process_or_404(person_of(request), statement.step.process_id)
    _managed(request, statement.step)
    return statement


def _managed(request: HttpRequest, step: Step) -> Step:
    if not may_manage(step.process, actor_of(request).person):
        raise Http404
    return step
