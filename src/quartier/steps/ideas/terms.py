"""The lowest file: names, limits, and what an organiser chooses for one step."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import setting

KIND = "process.proposal"  # what an idea is in the windows: the kernel's own
LONGEST_TITLE = 120
LONGEST_TEXT = 10_000
PAGE = 20
MOST_PHOTOS = 5  # as an idea is brought; more of them on its page
UPLOADS_STAY = timedelta(days=7)


@dataclass(frozen=True)
class IdeasOptions:
    """What an organiser chooses for one step."""

    may_add: bool = setting(
        default=True,
        label=_("Neighbours bring ideas of their own"),
        help=_("Otherwise they comment on yours and support them."),
    )
    needs_place: bool = setting(default=False, label=_("Every idea needs a place"))
