"""How a process looks in the list."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.api import Person, Place, person_of
from quartier.api.processes import Process, ProcessState, Step, StepState, processes_at
from quartier.modules.participate.queries import steps_of
from quartier.ui.dates import date_long

TONES = {
    ProcessState.RUNNING: "violet",
    ProcessState.PLANNED: "info",
    ProcessState.WAITING: "accent",
    ProcessState.ANSWERED: "primary",
    ProcessState.ENDED: "neutral",
}


def card(process: Process, steps: Sequence[Step], viewer: Person | None) -> dict[str, Any]:
    step = next((one for one in steps if one.state == StepState.OPEN), None)
    state = ProcessState(process.state)
    return {
        "title": process.title,
        "url": process.url,
        "kind_label": step.name if step else str(state.label),
        "kind_icon": step.of_kind.icon if step else "messages-square",
        "kind_tone": TONES.get(state, "neutral"),
        "text": process.question,
        "author": _by(process, viewer),
        "where": str(process.place or ""),
        "when": _when(process, step, steps),
        "action_label": _("Take part") if step and viewer else "",
    }


def asked_here(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    """For the page of a street or a place that lies in the area of what is asked."""
    viewer = person_of(request)
    found = processes_at(viewer, place)
    steps = steps_of(found)
    return {"cards": [card(process, steps[process.pk], viewer) for process in found]} if found else None


def _by(process: Process, viewer: Person | None) -> str:
    if process.group:
        return process.group.name
    if process.organisation:
        return process.organisation.name
    return process.author.name_for(viewer) if process.author else ""


def _when(process: Process, step: Step | None, steps: Sequence[Step]) -> str:
    if step:
        return _("until %(day)s") % {"day": date_long(step.closes)}
    if process.state == ProcessState.PLANNED and steps:
        return _("begins on %(day)s") % {"day": date_long(steps[0].opens)}
    if process.state == ProcessState.WAITING and process.answer_due:
        return _("answer until %(day)s") % {"day": date_long(process.answer_due)}
    return ""
