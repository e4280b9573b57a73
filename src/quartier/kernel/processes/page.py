"""The page of a process: the question, what one can do now, until when, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel import registry
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.visibility import visible_or_404
from quartier.kernel.groups.queries import speaks_for
from quartier.kernel.people.models import Person
from quartier.kernel.places.maps import MapPart, map_around, map_of_area
from quartier.kernel.processes.area import shape_of, where_in_words
from quartier.kernel.processes.ballot_forms import BallotForm
from quartier.kernel.processes.ballots import ballot_of
from quartier.kernel.processes.event_words import events_of
from quartier.kernel.processes.models import Answer, Ballot, Process, ProcessState, Step, StepState, Who
from quartier.kernel.processes.path import path_of
from quartier.kernel.processes.proposal_models import Proposal, ProposalState
from quartier.kernel.processes.results import ShownResult
from quartier.kernel.processes.rights import may_answer, may_manage, must_manage, why_not
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.requests import actor_of, person_of
from quartier.kernel.roles.holdings import holdings_of
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.process import ENTER_BALLOTS
from quartier.kernel.text.markup import rich
from quartier.ui.dates import date_long

TOLD = (
    ProposalState.DONE, ProposalState.BUILDING, ProposalState.PLANNED, ProposalState.CHOSEN, ProposalState.NOT_DONE,
)  # fmt: skip
MOST_TOLD = 30
SLIP_PAGE = "processes/ballot.html"  # for kinds without a page of their own
_whole = Process.objects.select_related("author", "organisation", "group", "place", "adopted_by", "answer")


def process_or_404(viewer: Person | None, pk: int) -> Process:
    """The process, if the viewer may see it. A draft is seen by those who look after it."""
    process = _whole.filter(pk=pk).first()
    if process is None:
        raise Http404
    if process.state == ProcessState.DRAFT:
        if not may_manage(process, viewer):
            raise Http404
    elif not may_manage(process, viewer):
        process.__dict__["_entry"] = visible_or_404(viewer, process)
    return process


def steps_of(process: Process) -> list[Step]:
    """In their order; read once for this very object."""
    known: list[Step] | None = process.__dict__.get("_steps")
    if known is None:
        known = process.__dict__["_steps"] = list(process.steps.order_by("order"))
        for step in known:
            step.process = process
    return known


def step_or_404(request: HttpRequest, pk: int, *, kind: str) -> Step:
    """For a kind's own addresses: its step, if whoever asks may see the process."""
    step = Step.objects.filter(pk=pk, kind=kind).first()
    if step is None:
        raise Http404
    step.process = process_or_404(person_of(request), step.process_id)
    return step


def own_step_or_404(request: HttpRequest, pk: int, *, kind: str) -> Step:
    """The same for whoever looks after the process alone, where they prepare the step; it refuses others."""
    step = step_or_404(request, pk, kind=kind)
    must_manage(step.process, actor_of(request))
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
    viewer = person_of(request)
    of_kind = step.of_kind.page(request, step)
    has_ballot = step.of_kind.ballot and "ballot" not in of_kind.context  # a kind that needs it has read it
    ballot = ballot_of(step, viewer) if has_ballot else None
    is_closed = step.state == StepState.CLOSED
    context = {
        **about(request, step.process, step),
        "why_not": why_not(step, viewer),
        "ballot": ballot,
        "form": _slip(step, ballot) if of_kind.template == SLIP_PAGE else None,
        "step_template": of_kind.template,
        "is_drawn": of_kind.draws_result,
        "result": step.of_kind.result(step) if is_closed else None,
        "result_view": ShownResult(step) if is_closed else None,
        **of_kind.context,
        **more,
    }
    return render(request, "processes/process.html", context)


def about(request: HttpRequest, process: Process, step: Step | None) -> dict[str, Any]:
    """What every page of a process says around its step."""
    viewer = person_of(request)
    steps = steps_of(process)
    manages = may_manage(process, viewer)
    return {
        "process": process,
        "step": step,
        "entry": _entry_of(process) if viewer else None,
        "path": path_of(process, steps, step),
        "facts": facts_of(process),
        "map": _map_of(process),
        "events": events_of(process),
        "answer": answer_of(process),
        "ended": reason_of_end(process),
        "fates": _fates(process),
        "rich": rich,
        "may_manage": manages,
        "answer_url": answer_url(process),
        "may_answer": may_answer(process, viewer),
        "may_adopt": _may_adopt(process, viewer),
        **_desk(step, viewer),
    }


def _map_of(process: Process) -> MapPart | None:
    shape = shape_of(process)
    return map_of_area(shape, where_in_words(process)) if shape else map_around(process.place)


def answer_url(process: Process) -> str:
    """Where it is answered: on our page, or on the one that its template's module has for it; added to always on ours."""
    template = registry.process_templates().get(process.template)
    is_theirs = template and process.state == ProcessState.WAITING and is_on(template.name.partition(".")[0])
    name = template.answer_url if template and is_theirs else ""
    return reverse(name or "process:answer", kwargs={"pk": process.pk})


def facts_of(process: Process, *, day: Callable[[datetime], str] = date_long) -> list[tuple[str, str, str]]:
    """Who asks, who may take part, who answers and until when. `day`: how a day is said, on paper with its year."""
    answers = process.adopted_by.name if process.adopted_by else organiser_name(process)
    due = f" · {_('until %(day)s') % {'day': day(process.answer_due)}}" if process.answer_due else ""
    return [
        (_("Who asks"), organiser_name(process), "users"),
        (_("Who may take part"), who_in_words(process), "vote"),
        (_("Who answers"), f"{answers}{due}", "megaphone"),
        (_("Where"), where_in_words(process), "map-pin"),
    ]


def organiser_name(process: Process) -> str:
    organiser = process.group or process.organisation
    if organiser is None and process.is_for_young:
        return _("The young people's space")
    return organiser.name if organiser else _("The quarter")


def who_in_words(process: Process) -> str:
    said = [str(Who(process.who).label)]
    if ages := ages_in_words(process.age_from, process.age_to):
        said.append(ages)
    if process.frozen is not None:
        count = process.electors_count
        said.append(ngettext("%(count)d person", "%(count)d people", count) % {"count": count})
    return " · ".join(said)


def ages_in_words(first: int | None, last: int | None) -> str:
    if first is not None and last is not None:
        return _("from %(age_from)d to %(age_to)d years") % {"age_from": first, "age_to": last}
    if first is not None:
        return _("from %(age)d years") % {"age": first}
    return _("up to %(age)d years") % {"age": last} if last is not None else ""


def answer_of(process: Process) -> Answer | None:
    return getattr(process, "answer", None)


def reason_of_end(process: Process) -> str:
    if process.state != ProcessState.ENDED:
        return ""
    event = process.events.filter(name="ended").last()
    return str(event.details.get("reason", "")) if event else ""


def _fates(process: Process) -> list[Proposal]:
    if process.state not in {ProcessState.WAITING, ProcessState.ANSWERED}:
        return []
    found = process.proposals.filter(state__in=TOLD, withdrawn=None, merged_into=None)[:MOST_TOLD]
    return sorted(found, key=lambda one: (TOLD.index(ProposalState(one.state)), -one.support_count, one.pk))


def _entry_of(process: Process) -> Entry | None:
    known: Entry | None = process.__dict__.get("_entry")
    return known or Entry.objects.filter(kind="process.process", object_id=process.pk).first()


def _may_adopt(process: Process, viewer: Person | None) -> bool:
    if viewer is None or not viewer.is_member or not holdings_of(viewer).organisations:
        return False
    if process.adopted_by_id is not None or process.is_over or process.state == ProcessState.DRAFT:
        return False
    return any(office.is_official for office in speaks_for(viewer))


def _desk(step: Step | None, viewer: Person | None) -> dict[str, bool]:
    """Whether somebody may type what others say by telephone, at the desk, or on paper."""
    may = step is not None and step.state == StepState.OPEN and has_power(viewer, ENTER_BALLOTS)
    kind = step.of_kind if step is not None and may else None
    has_ballot = kind is not None and kind.ballot is not None and not kind.is_sealed
    return {"may_enter": has_ballot, "may_type": has_ballot or (kind is not None and kind.slip is not None)}


def _slip(step: Step, ballot: Ballot | None) -> BallotForm | None:
    """One's own slip, with what one chose already."""
    if step.of_kind.ballot is None or step.of_kind.is_sealed:
        return None
    slip = step.of_kind.ballot(step)
    return slip(initial=slip.answers(ballot.content) if ballot else None)
