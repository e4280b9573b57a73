"""What is voted on and by which rules. Data only; the sentences that tell the rules stand in words.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

YES, NO, ABSTAIN = "yes", "no", "abstain"
SAID = (YES, NO, ABSTAIN)
FEWEST_SHOWN = 5  # below this no numbers are shown, or one could see who voted how
MOST_OPTIONS = 100


class Sort(StrEnum):
    YES_NO = "yes_no"  # yes, no or abstention to each
    APPROVAL = "approval"  # several of many, at most N
    POINTS = "points"  # N points to give away


class Majority(StrEnum):
    SIMPLE = "simple"  # more yes than no; abstentions don't count
    TWO_THIRDS = "two_thirds"  # of yes and no
    OF_ALL_CAST = "of_all_cast"  # more than half of all who voted: an abstention works like a no
    OF_ALL = "of_all"  # more than half of all who may vote


@dataclass(frozen=True, kw_only=True)
class Option:
    key: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Rules:
    sort: Sort
    options: tuple[Option, ...]
    most: int = 3  # ticks, or points to give away
    most_each: int = 0  # points for one thing; 0: all of them
    chosen: int = 1  # how many are chosen, of approval and points
    majority: Majority = Majority.SIMPLE
    quorum_percent: int = 0  # of all who may vote
    quorum_number: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(option.key for option in self.options)

    @property
    def most_for_one(self) -> int:
        return self.most_each or self.most
