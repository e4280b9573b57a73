"""Ballots become a result. Pure: the same ballots in any order give the same result, and every column adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from quartier.steps.vote.ballots import Ballot, is_empty
from quartier.steps.vote.drawing import drawn
from quartier.steps.vote.rules import ABSTAIN, FEWEST_SHOWN, NO, YES, Majority, Rules, Sort


@dataclass(frozen=True, kw_only=True)
class Line:
    """What one option received. Of yes and no `points` are the yes votes."""

    key: str
    title: str
    points: int
    no: int = 0
    abstained: int = 0
    voters: int = 0  # who gave it a point or a tick
    is_chosen: bool = False
    is_tied: bool = False  # yes and no are equal; or lots decided


@dataclass(frozen=True, kw_only=True)
class Tally:
    rules: Rules
    eligible: int
    cast: int
    empty: int
    quorum: int  # ballots that were needed; 0: none
    lines: tuple[Line, ...]  # the best first; of yes and no in the order of the ballot
    lots: tuple[str, ...] = field(default=())  # titles among which lots were drawn, in the order drawn
    places: int = 0  # how many of them were chosen

    @property
    def reached_quorum(self) -> bool:
        return self.cast >= self.quorum

    @property
    def is_decided(self) -> bool:
        """Somebody said something, and they were enough."""
        return self.cast > self.empty and self.reached_quorum

    @property
    def is_small(self) -> bool:
        """So few that numbers would show who voted how."""
        return 0 < self.cast < FEWEST_SHOWN

    @property
    def chosen(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_chosen)


def tally(rules: Rules, ballots: Iterable[Ballot], *, eligible: int, secret: str) -> Tally:
    """`ballots`: checked ones, one for each person."""
    held = list(ballots)
    quorum = quorum_of(rules, eligible)
    lots: tuple[str, ...] = ()
    places = 0
    is_valid = bool(held) and len(held) >= quorum
    if rules.sort is Sort.YES_NO:
        lines = [_yes_no(rules, option, held, eligible=eligible, is_valid=is_valid) for option in _options(rules)]
    else:
        ordered = sorted(
            (_given(key, title, held) for key, title in _options(rules)),
            key=lambda line: (-line.points, line.title, line.key),
        )
        lines, lots, places = _choose(ordered, rules.chosen, secret) if is_valid else (ordered, (), 0)
    empty = sum(is_empty(rules, ballot) for ballot in held)
    return Tally(
        rules=rules, eligible=eligible, cast=len(held), empty=empty, quorum=quorum, lines=tuple(lines), lots=lots, places=places
    )  # fmt: skip


def quorum_of(rules: Rules, eligible: int) -> int:
    """How many must vote: the greater of both rules, a share rounded up."""
    return max(rules.quorum_number, -(-eligible * rules.quorum_percent // 100))


def _options(rules: Rules) -> list[tuple[str, str]]:
    return [(option.key, option.title) for option in rules.options]


def _yes_no(rules: Rules, option: tuple[str, str], held: list[Ballot], *, eligible: int, is_valid: bool) -> Line:
    key, title = option
    said = Counter(ballot.get(key, ABSTAIN) for ballot in held)
    yes, no = said[YES], said[NO]
    return Line(
        key=key,
        title=title,
        points=yes,
        no=no,
        abstained=said[ABSTAIN],
        voters=yes + no,
        is_chosen=is_valid and _has_majority(rules.majority, yes, no, len(held), eligible),
        is_tied=yes == no and yes > 0,
    )


def _has_majority(majority: Majority, yes: int, no: int, cast: int, eligible: int) -> bool:
    """A tie is no majority: what isn't wanted by more stays as it is."""
    if majority is Majority.TWO_THIRDS:
        return yes > 0 and 3 * yes >= 2 * (yes + no)
    if majority is Majority.OF_ALL_CAST:
        return 2 * yes > cast
    return 2 * yes > eligible if majority is Majority.OF_ALL else yes > no


def _given(key: str, title: str, held: list[Ballot]) -> Line:
    given = [int(ballot.get(key, 0)) for ballot in held]
    return Line(key=key, title=title, points=sum(given), voters=sum(points > 0 for points in given))


def _choose(ordered: list[Line], places: int, secret: str) -> tuple[list[Line], tuple[str, ...], int]:
    """The best, as many as there are places. Where equals don't all fit, lots decide; what nobody wanted isn't chosen."""
    lines: list[Line] = []
    lots: tuple[str, ...] = ()
    of_lots = 0
    for points, group in groupby(ordered, key=lambda line: line.points):
        equals, left = list(group), places - sum(line.is_chosen for line in lines)
        if points == 0 or left <= 0 or len(equals) <= left:
            lines += [_with(line, is_chosen=points > 0 and left > 0) for line in equals]
            continue
        by_title = {_lot_title(line, equals): line for line in equals}
        lots, of_lots = tuple(drawn(secret, by_title)), left
        lines += [_with(by_title[title], is_chosen=place < left, is_tied=True) for place, title in enumerate(lots)]
    return lines, lots, of_lots


def _lot_title(line: Line, equals: list[Line]) -> str:
    """Two things of one title are told apart."""
    return line.title if sum(other.title == line.title for other in equals) == 1 else f"{line.title} ({line.key})"


def _with(line: Line, *, is_chosen: bool, is_tied: bool = False) -> Line:
    return Line(
        key=line.key, title=line.title, points=line.points, voters=line.voters, is_chosen=is_chosen, is_tied=is_tied
    )
