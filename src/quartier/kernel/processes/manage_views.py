"""Beginning a process and looking after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.people.actors import Actor
from quartier.kernel.processes import answering, running, starting
from quartier.kernel.processes.counting import is_long
from quartier.kernel.processes.event_words import events_of
from quartier.kernel.processes.forms import (
    AboutForm,
    ReasonForm,
    TimesForm,
    YoungForm,
    about_of,
)
from quartier.kernel.processes.models import Process, ProcessState, Step, StepState
from quartier.kernel.processes.options import change_options
from quartier.kernel.processes.page import answer_url, process_or_404
from quartier.kernel.processes.rights import may_answer, may_manage
from quartier.kernel.quarter.schemas import form_of
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.ui.flash import done, warn


@require_safe
@signed_in
def manage(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be done with it, step by step, and what was done."""
    process = _managed(request, pk)
    steps = list(process.steps.order_by("order"))
    first = next((step for step in steps if step.state != StepState.CLOSED), None)
    rows = [
        {
            "step": step,
            "not_ready": step.of_kind.not_ready(step) if step.state == StepState.PLANNED else "",
            "has_options": bool(getattr(step.of_kind.options, "__dataclass_fields__", {})),
            "is_next": step is first,
        }
        for step in steps
    ]
    context = {
        "process": process,
        "rows": rows,
        "events": events_of(process),
        "is_draft": process.state == ProcessState.DRAFT,
        "answer_url": answer_url(process),
        "owes_answer": process.state == ProcessState.WAITING and may_answer(process, person_of(request)),
    }
    return render(request, "processes/manage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    process = _managed(request, pk)
    sort = YoungForm if process.is_for_young else AboutForm
    form = sort(request.POST if request.method == "POST" else None, initial=about_of(process))
    if process.frozen is not None:  # its question, and who takes part, stay as they are
        for name in set(form.fields) - {"text", "answer_days"}:
            del form.fields[name]
    if form.is_valid():
        with refusals_on(form):
            starting.change_process(process, by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved."))
            return redirect("process:manage", pk=pk)
    lead = _("It has begun: its name, its question and who takes part stay as they are.") if process.frozen else ""
    return render(request, "processes/form.html", _form_page(process, form, _("Change what it is about"), lead))


@require_POST
@signed_in
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("Announced. Everybody who may take part finds it now.")
    return _do(request, pk, lambda process, by: starting.announce_process(process, by=by), said)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: HttpRequest, pk: int) -> HttpResponse:
    process = _managed(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            answering.end_process(process, by=actor_of(request), reason=form.cleaned_data["reason"])
            done(request, _("Ended. Everybody who took part reads why."))
            return redirect(process.url)
    lead = _("Then nobody can take part any more, and no answer is owed. What was said until now stays readable.")
    context = {**_form_page(process, form, _("End it early"), lead), "tone": "danger", "submit": _("End it now")}
    return render(request, "processes/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def times(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    step = _step(request, pk, order)
    form = TimesForm(
        request.POST if request.method == "POST" else None, initial={"opens": step.opens, "closes": step.closes}
    )
    if step.state == StepState.OPEN:
        form.fields["opens"].disabled = True
    if form.is_valid():
        with refusals_on(form):
            running.change_times(step, by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved."))
            return redirect("process:manage", pk=pk)
    heading = _("When: %(step)s") % {"step": step.name}
    lead = _("This step is open: it can become longer, not shorter.") if step.state == StepState.OPEN else ""
    return render(request, "processes/form.html", _form_page(step.process, form, heading, lead))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def options(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """Made from the kind's own dataclass."""
    step = _step(request, pk, order)
    form = form_of(step.of_kind.options)(request.POST if request.method == "POST" else None, initial=step.options)
    if form.is_valid():
        with refusals_on(form):
            change_options(step, by=actor_of(request), chosen=form.cleaned_data)
            done(request, _("Saved."))
            return redirect("process:manage", pk=pk)
    return render(request, "processes/form.html", _form_page(step.process, form, step.name))


@require_POST
@signed_in
def open_step(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    step = _step(request, pk, order)
    return _do(
        request, pk, lambda _process, by: running.open_now(step, by=by), _("Open. Neighbours can have their say.")
    )


@require_POST
@signed_in
def close_step(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    step = _step(request, pk, order)
    said = _("It is over, and is being counted.") if is_long(step) else _("Closed, and counted.")
    return _do(request, pk, lambda _process, by: running.close_now(step, by=by), said)


def _do(request: HttpRequest, pk: int, action: Callable[[Process, Actor], object], sentence: str) -> HttpResponse:
    process = _managed(request, pk)
    try:
        action(process, actor_of(request))
    except Refused as refusal:
        warn(request, str(refusal))
    else:
        done(request, sentence)
    return redirect("process:manage", pk=pk)


def _managed(request: HttpRequest, pk: int) -> Process:
    process = process_or_404(person_of(request), pk)
    if not may_manage(process, person_of(request)):
        raise Http404
    return process


def _step(request: HttpRequest, pk: int, order: int) -> Step:
    process = _managed(request, pk)
    step = process.steps.filter(order=order).first()
    if step is None:
        raise Http404
    step.process = process
    return step


def _form_page(process: Process, form: Any, heading: str, lead: str = "") -> dict[str, Any]:
    return {"process": process, "form": form, "heading": heading, "lead": lead}
