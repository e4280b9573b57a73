"""What is stored about people here, in words for them. Signatures online are ballots, which the kernel keeps."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep
from quartier.steps.petition.models import Course, SheetLine

KEEPS = (
    Keep(
        model=SheetLine,
        area=Area.TOGETHER,
        label=_("Signatures on paper that you typed in"),
        why=_(
            "So that nobody is counted twice. They are deleted when the petition is handed over, at the latest after two years."
        ),
        seen_by=_("Nobody; only their number is shown"),
        until=timedelta(days=730),
        counts_from="at",
        words={
            "step": _("Petition"),
            "sheet": _("Sheet"),
            "line": "",
            "name": "",
            "address": "",
            "likeness": "",
            "entered_by": "",
            "at": "",
        },
    ),
    Keep(
        model=Course,
        area=Area.TOGETHER,
        label=_("Petitions that you handed over"),
        why=_("So that it can be read who handed it over, and what came of it."),
        seen_by=_("Everybody who sees the petition"),
        words={
            "step": _("Petition"),
            "printed": "",
            "entered": "",
            "handed_over": _("Handed over"),
            "to": _("To whom"),
            "handed_by": "",
            "asked": "",
            "came": _("What came of it"),
            "told": "",
        },
    ),
)
