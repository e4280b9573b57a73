"""Sheets to sign on paper: numbered, with numbered lines, each saying what is asked and who will see the names."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from quartier.api.codes import pdf
from quartier.api.processes import Step, options_of
from quartier.steps.petition.terms import LINES, PetitionOptions
from quartier.ui.dates import date_long


def sheets_pdf(step: Step, numbers: Iterable[int]) -> bytes:
    words = {
        "sheet": _("Sheet"),
        "to": _("To:"),
        "name": _("Name"),
        "address": _("Street and number"),
        "signature": _("Signature"),
        "who": _(
            "Everybody who signs after you sees your name, and so do those who type it in and whoever it is handed to. "
            "What was typed in is deleted here when the petition is handed over."
        ),
        "until": _("Please hand it in until %(day)s. Who signed online doesn't sign here.")
        % {"day": date_long(step.closes)},
    }
    return pdf(
        "petition/sheet.typ",
        {
            "title": step.process.title,
            "question": step.process.question,
            "text": step.process.text,
            "to": options_of(step, PetitionOptions).to,
            "sheets": list(numbers),
            "lines": LINES,
            "words": words,
        },
    )
