"""The lowest file: limits, what may reach a person, and what an organiser chooses for one petition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Notice

LINES = 12  # on one sheet
MOST_SHEETS = 50  # printed at once
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_TEXT = 120, 160, 4000
A_YEAR = timedelta(days=365)

ASK_WHAT_CAME = Notice(
    name="petition.ask",
    label=_("A year ago a petition was handed over: what came of it?"),
    sentence=_("“%(title)s” was handed over a year ago. What came of it? Write it down for all who signed."),
)
WHAT_CAME = Notice(
    name="petition.came",
    label=_("What came of a petition that you signed"),
    sentence=_("You signed “%(title)s”. Now it is told what came of it."),
)


@dataclass(frozen=True, kw_only=True)
class PetitionOptions:
    goal: int = 100  # signatures that are wanted
    to: str = ""  # who is asked: an office, a company
