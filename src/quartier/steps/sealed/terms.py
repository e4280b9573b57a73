"""The lowest file: limits, what may reach a person, and what an organiser chooses for one secret vote."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from quartier.api import Notice

FEWEST_KEYS, MOST_KEYS = 2, 7
MOST_ANSWERS, LONGEST_ANSWER = 30, 120
MOST_CARDS = 1000
FEWEST_VOTES = 5  # below, the numbers would say who voted how: the box stays shut

MAKE_KEY = Notice(
    name="sealed.key",
    label=_("You are asked to keep a key to a ballot box"),
    sentence=_(
        "You are asked to keep one of the keys to the ballot box of “%(title)s”. Please make it before the vote begins."
    ),
)
OPEN_BOX = Notice(
    name="sealed.open",
    label=_("A ballot box waits for your key"),
    sentence=_("“%(title)s” is over. The ballot box can only be opened with your key."),
)
MAKE_CARDS = Notice(
    name="sealed.cards",
    label=_("You are asked to give out voting cards"),
    sentence=_("You are asked to print the voting cards of “%(title)s” and to give them out."),
)
OPENED = Notice(
    name="sealed.opened",
    label=_("A ballot box was opened"),
    sentence=_("The ballot box of “%(title)s” is open. Read what came out."),
)


@dataclass(frozen=True, kw_only=True)
class SealedOptions:
    answers: list[str] = field(default_factory=list)
    least: int = 1
    most: int = 1
    may_be_blank: bool = True
    places: int = 1  # how many answers are chosen in the end
