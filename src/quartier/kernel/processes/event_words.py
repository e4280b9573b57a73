"""What was done to a process, in words."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from quartier.kernel.processes.models import Process, ProcessEvent

SENTENCES = {
    "started": _("Begun as a draft."),
    "announced": _("Announced."),
    "sealed": _("Announced. Seal of the lot: %(seal)s"),
    "frozen": _("Who decides was fixed: %(electors)s people."),
    "opened": _("Opened: %(step)s"),
    "delayed": _("Opened later than planned, so it ends later: %(step)s"),
    "counting": _("Over, and being counted: %(step)s"),
    "closed": _("Closed and counted: %(step)s"),
    "times": _("The times were changed: %(step)s"),
    "entered": _("Entered by telephone or at the desk: %(step)s"),
    "paper": _("%(slips)s slips of paper were counted: %(step)s"),
    "paper_settled": _(
        "%(slips)s slips of paper were counted; %(settled)s of them two people had read differently: %(step)s"
    ),
    "paper_left": _("%(slips)s slips of paper weren't counted in time: %(step)s"),
    "imported": _("%(count)s proposals were taken over from a table."),
    "adopted": _("%(office)s promised the answer."),
    "answered": _("Answered."),
    "ended": _("Ended early: %(reason)s"),
    "orphaned": _("Whoever began it is gone. The quarter looks after it."),
    "looked_after": _("Somebody looks after it again."),
}


class Line(NamedTuple):
    """One line of the log."""

    at: datetime
    text: str


def events_of(process: Process) -> list[Line]:
    """Oldest first. Who entered something, and for whom, is nowhere in it."""
    return [Line(event.at, _in_words(event)) for event in process.events.select_related("step")]


def _in_words(event: ProcessEvent) -> str:
    return str(SENTENCES[event.name]) % {**event.details, "step": event.step.name if event.step else ""}
