"""The lowest file: limits, what may be said to a statement, and what an organiser chooses for one step."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.api import Notice, setting

SLUG = "opinions"
LONGEST = 140  # letters of a statement: one thought
MOST_STATEMENTS = 1_000  # of one step
ON_A_SLIP = 60  # statements; nobody fills in more on paper
FEWEST_ON_MAP = 10  # people: two groups of five
PAGE = 50  # statements of a list

LOOKED_AT = Notice(
    name="opinions.looked_at",
    label=_("Your statement was looked at"),
    sentence=_("Your statement in “%(title)s” was looked at."),
)

WAITS = Notice(
    name="opinions.waits",
    label=_("Statements wait to be let through"),
    sentence=_("Statements in “%(title)s” wait for you to let them through."),
)


class Said(models.TextChoices):
    """What somebody says to a statement."""

    AGREE = "agree", pgettext_lazy("opinion", "I agree")
    DISAGREE = "disagree", pgettext_lazy("opinion", "I disagree")
    PASS = "pass", pgettext_lazy("opinion", "Can't say")


ICONS = {Said.AGREE.value: "thumbs-up", Said.DISAGREE.value: "x", Said.PASS.value: "circle-help"}
NUMBERS = {Said.AGREE.value: 1, Said.DISAGREE.value: -1, Said.PASS.value: 0}  # as Polis writes them
WORDS = {number: said for said, number in NUMBERS.items()}


class Standing(models.TextChoices):
    """Whether a statement is put before people."""

    WAITING = "waiting", pgettext_lazy("statement", "Waits to be let through")
    SHOWN = "shown", pgettext_lazy("statement", "Stands")
    OUT = "out", pgettext_lazy("statement", "Taken out")


@dataclass(frozen=True)
class OpinionOptions:
    """What an organiser chooses for one step."""

    may_add: bool = setting(
        default=True,
        label=_("Neighbours may bring statements"),
        help=_("Otherwise only yours are answered."),
    )
    checks_before: bool = setting(
        default=False,
        label=_("Look at statements before they stand"),
        help=_("Otherwise they stand at once, and you can take them out."),
    )
    shows_map: bool = setting(
        default=True,
        label=_("Show the map while people answer"),
        help=_("Otherwise it is shown at the end."),
    )
    most_each: int = setting(default=10, label=_("How many statements may one person bring?"), at_least=1, at_most=50)
