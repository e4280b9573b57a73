"""The protocol of a step: what was asked, who could decide, how many did, what came out. Nobody's name is in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quartier.kernel.paper import pdf
from quartier.kernel.paper.dates import day_and_year
from quartier.kernel.processes.drawing import fingerprint
from quartier.kernel.processes.event_words import events_of
from quartier.kernel.processes.models import Draw, Process, Step
from quartier.kernel.processes.page import facts_of
from quartier.kernel.processes.results import HIDDEN, ShownResult
from quartier.kernel.quarter.models import current_quarter


class Protocol(NamedTuple):
    """Everything that stands on it, in the reader's language."""

    title: str
    question: str
    facts: list[tuple[str, str]]
    result: ShownResult
    draw: list[tuple[str, str, str]]  # of a sample: what anybody needs to draw again
    notes: list[str]
    log: list[tuple[str, str]]


def protocol_of(step: Step) -> Protocol:
    result, process = ShownResult(step), step.process
    facts = [(name, value) for name, value, _icon in facts_of(process, day=day_and_year) if value]
    facts += [
        (_("Step"), step.name),
        (_("Open"), " – ".join(day_and_year(moment) for moment in (step.opened, step.closed) if moment)),
        (_("Took part"), result.turnout),
    ]
    notes = [_secrecy(step)] if step.of_kind.ballot else []
    if result.is_suppressed:
        notes.append(_("“–”: fewer than five people, or kept back so that nobody can work such a number out."))
    log = [(day_and_year(line.at), line.text) for line in events_of(process)]
    draw = Draw.objects.filter(process=process).first()
    drawing = draw_in_words(process, draw) if draw else []
    return Protocol(process.title, process.question, facts, result, drawing, notes, log)


def how_it_was_drawn() -> str:
    return _(
        "Everybody who could be drawn has a ticket, and only they know which is theirs. The lot of a ticket is the SHA-256 of"
        " the word, a colon and the ticket. The smallest lots were drawn. The list of all tickets is open to everybody who"
        " sees this: whoever calculates it again comes to the same people."
    )


def draw_in_words(process: Process, draw: Draw) -> list[tuple[str, str, str]]:
    """Name, value, icon: of how many, the word and its seal, the list and its fingerprint."""
    said = _("%(drawn)d of %(candidates)d people") % {
        "drawn": process.electors_count,
        "candidates": process.candidates,
    }
    return [
        (_("Drawn"), said, "ticket"),
        (_("The word"), process.seed, "hash"),
        (_("Its seal, said beforehand"), process.seal, "shield-check"),
        (_("Largest lot that was drawn"), process.last_lot, "ticket"),
        (_("Fingerprint of the list of tickets"), fingerprint(draw.tickets.split()), "list"),
    ]


def _secrecy(step: Step) -> str:
    if step.of_kind.is_sealed:
        return _("Each choice was sealed, and opened only to be counted.")
    return _("Secret towards neighbours, not towards the server.")


def protocol_pdf(step: Step) -> bytes:
    said = protocol_of(step)
    data: dict[str, Any] = {
        "title": f"{_('Protocol')}: {said.title}",
        "author": current_quarter().name,
        "quarter": current_quarter().name,
        "on": day_and_year(step.closed) if step.closed else "",
        "question": said.question,
        "facts": [list(pair) for pair in said.facts],
        "words": {
            "result": _("What came out"),
            "draw": _("How the lot was drawn"),
            "draw_how": how_it_was_drawn(),
            "log": _("What has happened so far"),
            "row": _("Choice"),
        },
        "sentence": said.result.sentence,
        "tables": [
            {"title": table.title, "head": list(table.columns), "rows": table.rows} for table in said.result.tables
        ],
        "remarks": said.result.remarks,
        "draw": [[name, value] for name, value, _icon in said.draw],
        "notes": said.notes,
        "log": [list(pair) for pair in said.log],
        "hidden": HIDDEN,
    }
    return pdf("processes/protocol.typ", data)
