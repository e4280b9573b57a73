"""What was done to a process, in words."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from quartier.kernel.processes.models import Process, ProcessEvent


class Line(NamedTuple):
    """One line of the log."""

    at: datetime
    text: str


def events_of(process: Process) -> list[Line]:
    """Oldest first. Who entered something for whom is nowhere in it."""
    return [Line(event.at, _in_words(event)) for event in process.events.select_related("step") if _in_words(event)]


def _in_words(event: ProcessEvent) -> str:
    said = {**event.details, "step": event.step.name if event.step else ""}
    match event.name:
        case "started":
            return _("Begun as a draft.")
        case "announced":
            return _("Announced. Seal of the lot: %(seal)s") % said if said.get("seal") else _("Announced.")
        case "frozen":
            return _("Who decides was fixed: %(electors)s people.") % said
        case "opened":
            return _("Opened: %(step)s") % said
        case "closed":
            return _("Closed and counted: %(step)s") % said
        case "times":
            return _("The times were changed: %(step)s") % said
        case "entered":
            return _("A choice was entered by telephone or at the desk: %(step)s") % said
        case "paper":
            return _("%(slips)s slips of paper were counted: %(step)s") % said
        case "adopted":
            return _("%(office)s promised the answer.") % said
        case "answered":
            return _("Answered.")
        case "ended":
            return _("Ended early: %(reason)s") % said
        case "orphaned":
            return _("Whoever began it is gone. The quarter looks after it.")
        case "looked_after":
            return _("Somebody looks after it again.")
        case _:
            return ""
