"""Sheets to sign on paper: numbered, with numbered lines, each saying what is asked and who will see the names."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from quartier.api import quarter_name
from quartier.api.codes import pdf, qr_svg
from quartier.api.processes import Step, options_of
from quartier.steps.petition.terms import LINES, PetitionOptions
from quartier.ui.dates import date_long


def sheets_pdf(step: Step, numbers: Iterable[int], address: str) -> bytes:
    """`address`: of the page where one signs online."""
    process = step.process
    words = {
        "sheet": _("Sheet"),
        "to": _("To:"),
        "name": _("Name"),
        "address": _("Street and number"),
        "signature": _("Signature"),
        "online": _("Sign online, and read how it goes on:"),
        "scan": _("This picture leads a telephone to the page."),
        "from": f"{process.group or process.organisation or quarter_name()}",
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
            "title": process.title,
            "author": quarter_name(),
            "question": process.question,
            "text": process.text,
            "to": options_of(step, PetitionOptions).to,
            "sheets": list(numbers),
            "lines": LINES,
            "page": address.removeprefix("https://").removeprefix("http://").rstrip("/"),
            "qr_svg": qr_svg(address),
            "words": words,
        },
    )
