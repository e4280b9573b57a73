"""What an organiser chooses for one step of gathering, and how sentences begin."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quartier.api import Text, setting

STARTERS: dict[str, tuple[Text, str]] = {
    "miss": (_("I miss"), "search"),
    "bother": (_("What bothers me:"), "triangle-alert"),
    "could": (_("I could"), "hand-heart"),
    "free": (_("In my own words"), "pencil"),
}
"""How a sentence begins, and its picture. Whoever doesn't know how to begin has begun."""
COULD = "could"
ON_PAPER = ("miss", "could")
"""What a slip of paper asks: see templates/gather/slips.html."""


@dataclass(frozen=True)
class GatherOptions:
    asks_who_helps: bool = setting(
        True,
        label=_("Ask who would help"),
        help=_("Without somebody who does it, the best idea stays one."),
    )
