"""The lowest file: sides, limits, what may reach a person, and what an organiser chooses for one step."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.api import Notice, setting

LONGEST_SUMMARY = 6_000
SHOWN = 30  # arguments of one side on a page
ANSWERS_SHOWN = 5  # below an argument among others; all of them stand on its own page
SUMMARIES_SHOWN = 20

ANSWERED = Notice(
    name="discussion.answered",
    label=_("Somebody answers your argument"),
    sentence=_("%(by)s answered your argument in “%(title)s”."),
)


class Side(models.TextChoices):
    FOR = "for", _("Speaks for it")
    AGAINST = "against", _("Speaks against it")


@dataclass(frozen=True)
class DiscussionOptions:
    """What an organiser chooses for one step."""

    may_answer: bool = setting(
        default=True,
        label=_("Arguments may be answered"),
        help=_("One level deep, so that it stays readable."),
    )
