"""The page of a process: the question, what one can do now, until when, and what comes of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from quartier.kernel.entries.visibility import visible_or_404
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballot_forms import BallotForm
from quartier.kernel.processes.ballots import ballot_of
from quartier.kernel.processes.models import Ballot, Process, ProcessState, Step, StepState
from quartier.kernel.processes.path import path_of
from quartier.kernel.processes.rights import may_answer, may_manage, why_not
from quartier.kernel.requests import person_of


def process_or_404(viewer: Person | None, pk: int) -> Process:
    """The process, if the viewer may see it. A draft is seen by those who look after it."""
    process = (
        Process.objects.select_related("author", "organisation", "group", "place", "adopted_by", "answer")
        .filter(pk=pk)
        .first()
    )
    if process is None:
        raise Http404
    if process.state == ProcessState.DRAFT:
        if not may_manage(process, viewer):
            raise Http404
        return process
    if not may_manage(process, viewer):
        visible_or_404(viewer, process)
    return process


def step_or_404(request: HttpRequest, pk: int, *, kind: str) -> Step:
    """For a kind's own addresses: its step, if whoever asks may see the process."""
    step = Step.objects.select_related("process").filter(pk=pk, kind=kind).first()
    if step is None:
        raise Http404
    step.process = process_or_404(person_of(request), step.process_id)
    return step


def current_step(steps: list[Step]) -> Step | None:
    """The one that is open; else the next; else the last."""
    for state in (StepState.OPEN, StepState.PLANNED):
        for step in steps:
            if step.state == state:
                return step
    return steps[-1] if steps else None


def step_page(request: HttpRequest, step: Step, **more: Any) -> HttpResponse:
    """The whole page with this step in its middle. `more` goes to the kind's template: a form with its errors."""
    viewer, process = person_of(request), step.process
    steps = list(process.steps.order_by("order"))
    for other in steps:
        other.process = process
    of_kind, ballot = step.of_kind.page(request, step), ballot_of(step, viewer)
    context = {
        "process": process,
        "step": step,
        "path": path_of(process, steps, step),
        "why_not": why_not(step, viewer),
        "ballot": ballot,
        "form": _slip(step, ballot),
        "may_manage": may_manage(process, viewer),
        "may_answer": may_answer(process, viewer),
        "step_template": of_kind.template,
        "result": step.of_kind.result(step) if step.state == StepState.CLOSED else None,
        **of_kind.context,
        **more,
    }
    return render(request, "processes/process.html", context)


def _slip(step: Step, ballot: Ballot | None) -> BallotForm | None:
    """One's own slip, with what one chose already."""
    if step.of_kind.ballot is None:
        return None
    slip = step.of_kind.ballot(step)
    return slip(initial=slip.answers(ballot.content) if ballot else None)
