"""The letters of a batch as one PDF, one sheet each, for window envelopes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from quartier.kernel.paper import pdf, qr_svg
from quartier.kernel.paper.dates import day_and_year
from quartier.kernel.places.models import Address
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.residence.letters.actions import Letter
from quartier.kernel.residence.letters.models import LetterBatch
from quartier.kernel.residence.letters.spelling import spelled

MOST_ADDRESS_LINES = 3


def letters_pdf(batch: LetterBatch, letters: Sequence[Letter], page: str) -> bytes:
    """`page` is the address where a code is typed in; a scanned one is taken from behind it."""
    return pdf(
        "residence/letter.typ",
        {
            "title": _("Letters: %(name)s") % {"name": batch.name},
            "author": current_quarter().name,
            "from": _sender(),
            "on": day_and_year(batch.printed),
            "words": _words(batch, page),
            "page": page.removeprefix("https://").removeprefix("http://").rstrip("/"),
            "letters": [
                {"to": _window(letter.address), "code": letter.code, "spelled": spelled(letter.code),
                 "qr_svg": qr_svg(f"{page}{letter.code}/")}
                for letter in letters
            ],
        },
    )  # fmt: skip


def _sender() -> str:
    """The line above the address: who answers for this site."""
    lines = [line.strip() for line in current_quarter().imprint.splitlines() if line.strip()]
    return " · ".join(lines[:MOST_ADDRESS_LINES])[:90] or current_quarter().name


def _window(address: Address | None) -> list[str]:
    """Nobody's name: we don't know who lives there, and needn't."""
    if address is None:
        return [_("To a neighbour")]
    town = " ".join(part for part in (address.postcode, address.city) if part)
    lines = [_("To those who live here"), f"{address.street_name} {address.house_number}".strip(), town]
    return [line for line in lines if line]


def _words(batch: LetterBatch, page: str) -> dict[str, Any]:
    quarter = {"quarter": current_quarter().name}
    return {
        "greeting": _("You live here. Join in!"),
        "lead": _(
            "%(quarter)s has a server of its own: neighbours help each other there, lend things and say what is going "
            "on. It belongs to the quarter, costs nothing and shows no advertising. So that only neighbours see what "
            "neighbours write, each of us is confirmed once. With this letter that takes two minutes."
        )
        % quarter,
        "code": _("Your code"),
        "aloud": _("Read aloud:"),
        "scan": _("This picture leads a telephone to the page with your code."),
        "until": _("Works once, for one person, until %(day)s.") % {"day": day_and_year(batch.expires)},
        "how": _("This is how"),
        "steps": [
            _("Point your telephone's camera at the picture. Or type into a browser:"),
            _("Log in. You are new? Tap “I am new here” and answer five short questions. No e-mail address is needed."),
            _("Type in the code, and you are confirmed."),
        ],
        "questions": _("Good to know"),
        "hints": [
            _("More of you live here? Everybody needs a code of their own. The desk gives you more."),
            _("No telephone, no computer? Come to the desk: you can take part without."),
            _(
                "This letter went to a house. We don't know your name. Don't pass the code on: whoever uses it counts as living with you."
            ),
        ],
        "closing": _("Until soon in %(quarter)s!") % quarter,
    }
