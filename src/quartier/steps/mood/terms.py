"""What an organiser chooses for one step, and the three moods."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quartier.api import setting

MOODS = {"good": _("Good"), "ache": _("With a stomach ache"), "no": _("Not at all")}
ICONS = {"good": "smile", "ache": "circle-help", "no": "circle-x"}


@dataclass(frozen=True)
class MoodOptions:
    statement: str = setting(
        "",
        label=_("What is it about?"),
        help=_("One sentence, if it is something else than the question."),
        at_most=240,
    )
