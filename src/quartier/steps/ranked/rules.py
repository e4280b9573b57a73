"""Who can be chosen, and by which rule. Data only; the sentences that tell the rules stand in words.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FEWEST_SHOWN = 5  # below this no numbers are shown, or one could see who voted how
MOST_CANDIDATES = 40


class Rule(StrEnum):
    """The names are those of `quartier count`."""

    IRV = "irv"
    SCHULZE = "schulze"
    SCORE = "score"
    SCOTTISH = "scottish-stv"
    MEEK = "meek-stv"
    APPROVAL = "approval"
    PHRAGMEN = "phragmen"
    SHARES = "equal-shares"


class Paper(StrEnum):
    """What one writes on the ballot."""

    PLACES = "places"
    POINTS = "points"
    CROSSES = "crosses"


PAPERS = {
    Rule.IRV: Paper.PLACES,
    Rule.SCHULZE: Paper.PLACES,
    Rule.SCORE: Paper.POINTS,
    Rule.SCOTTISH: Paper.PLACES,
    Rule.MEEK: Paper.PLACES,
    Rule.APPROVAL: Paper.CROSSES,
    Rule.PHRAGMEN: Paper.CROSSES,
    Rule.SHARES: Paper.CROSSES,
}
FOR_ONE = frozenset({Rule.IRV, Rule.SCHULZE})  # these fill one seat
SHARED_PLACES = frozenset({Rule.SCHULZE})  # here two may stand on the same place
BY_TRANSFER = frozenset({Rule.IRV, Rule.SCOTTISH, Rule.MEEK})  # votes go on from one to the next
IN_PROPORTION = frozenset({Rule.SCOTTISH, Rule.MEEK, Rule.PHRAGMEN, Rule.SHARES})


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Somebody or something to choose. `key`: "c3"; what ballots and results are written with, never a name."""

    key: str
    title: str
    is_out: bool = False  # withdrew while people voted: ballots close up


@dataclass(frozen=True, kw_only=True)
class Rules:
    rule: Rule
    choices: tuple[Choice, ...]  # in the order of the ballot
    seats: int = 1
    most_points: int = 5
    quorum_percent: int = 0
    quorum_number: int = 0

    @property
    def paper(self) -> Paper:
        return PAPERS[self.rule]

    @property
    def places(self) -> int:
        """How many are chosen."""
        return 1 if self.rule in FOR_ONE else self.seats

    @property
    def standing(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if not choice.is_out)

    @property
    def names(self) -> dict[str, str]:
        return {choice.key: choice.title for choice in self.choices}
