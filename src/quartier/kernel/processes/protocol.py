"""The protocol of a step: what was asked, who could decide, how many did, what came out. Nobody's name is in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quartier.kernel.paper import pdf
from quartier.kernel.paper.dates import day_and_year
from quartier.kernel.processes.event_words import events_of
from quartier.kernel.processes.models import Step
from quartier.kernel.processes.page import facts_of
from quartier.kernel.processes.results import HIDDEN, ShownResult
from quartier.kernel.quarter.models import current_quarter
from quartier.ui.dates import date_long


class Protocol(NamedTuple):
    """Everything that stands on it, in the reader's language."""

    title: str
    question: str
    facts: list[tuple[str, str]]
    result: ShownResult
    notes: list[str]
    log: list[tuple[str, str]]


def protocol_of(step: Step) -> Protocol:
    result, process = ShownResult(step), step.process
    facts = [(name, value) for name, value, _icon in facts_of(process) if value]
    facts += [
        (_("Step"), step.name),
        (_("Open"), f"{date_long(step.opened)} – {date_long(step.closed)}"),
        (_("Took part"), result.turnout),
    ]
    notes = [_("Secret towards neighbours, not towards the server.")]
    if result.is_suppressed:
        notes.append(_("“–”: fewer than five people, or kept back so that nobody can work such a number out."))
    log = [(date_long(line.at), line.text) for line in events_of(process)]
    return Protocol(process.title, process.question, facts, result, notes, log)


def protocol_pdf(step: Step) -> bytes:
    said = protocol_of(step)
    data: dict[str, Any] = {
        "title": f"{_('Protocol')}: {said.title}",
        "author": current_quarter().name,
        "quarter": current_quarter().name,
        "on": day_and_year(step.closed) if step.closed else "",
        "question": said.question,
        "facts": [list(pair) for pair in said.facts],
        "words": {"result": _("What came out"), "log": _("What has happened so far"), "row": _("Choice")},
        "sentence": said.result.sentence,
        "tables": [
            {"title": table.title, "head": list(table.columns), "rows": table.rows} for table in said.result.tables
        ],
        "remarks": said.result.remarks,
        "notes": said.notes,
        "log": [list(pair) for pair in said.log],
        "hidden": HIDDEN,
    }
    return pdf("processes/protocol.typ", data)
