"""What is counted: options, ballots and money. Identical ballots are kept once, with how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Literal, NamedTuple

Kind = Literal["approval", "points", "ranking"]


class Ballot(NamedTuple):
    """One paper. Options are numbers, counted from 0.

    `tiers`: the best first; options in one tier are equally good. An approval ballot has a single tier.
    `points`: one number for each option of `tiers`, in the same order; empty unless the ballots give points.
    """

    tiers: tuple[tuple[int, ...], ...]
    points: tuple[Fraction, ...] = ()

    @property
    def named(self) -> tuple[int, ...]:
        """All options that stand on it."""
        return tuple(option for tier in self.tiers for option in tier)


@dataclass(frozen=True)
class Option:
    """A project or a person. `id` is what results are told with."""

    id: str
    name: str
    cost: Fraction | None = None


@dataclass(frozen=True)
class Election:
    """Everything a rule needs to know."""

    options: tuple[Option, ...]
    ballots: Mapping[Ballot, Fraction]
    kind: Kind
    title: str = ""
    budget: Fraction | None = None
    seats: int | None = None
    notes: tuple[str, ...] = ()  # what is odd about the file, for whoever counts
    published: tuple[str, ...] | None = None  # whom the file itself calls chosen
    max_length: int | None = field(default=None)  # how many places a ranking had: what Borda's points start from

    @property
    def voters(self) -> Fraction:
        return sum(self.ballots.values(), Fraction(0))

    def ids(self, options: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.options[option].id for option in options)

    def names(self, options: Iterable[int]) -> list[str]:
        return [self.options[option].name for option in options]

    def approvals(self) -> Iterator[tuple[tuple[int, ...], Fraction]]:
        """Which options each kind of ballot supports. With points: those with more than none."""
        for ballot, count in self.ballots.items():
            if self.kind == "points":
                yield tuple(o for o, points in zip(ballot.named, ballot.points, strict=True) if points > 0), count
            else:
                yield ballot.named, count

    def scores(self) -> Iterator[tuple[dict[int, Fraction], Fraction]]:
        """How many points each kind of ballot gives. An approval is one point; places are Borda's points."""
        for ballot, count in self.ballots.items():
            if self.kind == "points":
                yield dict(zip(ballot.named, ballot.points, strict=True)), count
            elif self.kind == "ranking":
                yield self._borda(ballot), count
            else:
                yield dict.fromkeys(ballot.named, Fraction(1)), count

    def _borda(self, ballot: Ballot) -> dict[int, Fraction]:
        best = self.max_length or len(self.options)
        points, above = {}, 0
        for tier in ballot.tiers:
            for option in tier:
                points[option] = max(Fraction(best - above) - Fraction(len(tier) - 1, 2), Fraction(0))
            above += len(tier)
        return points


def grouped(ballots: Iterable[tuple[Ballot, Fraction]]) -> dict[Ballot, Fraction]:
    """Identical ballots once; in an order that doesn't depend on who voted first."""
    counts: dict[Ballot, Fraction] = {}
    for ballot, count in ballots:
        counts[ballot] = counts.get(ballot, Fraction(0)) + count
    return dict(sorted((ballot, count) for ballot, count in counts.items() if count))


def whole(numbers: Iterable[Fraction]) -> list[int]:
    """The same numbers, all multiplied by whatever makes them whole."""
    found = list(numbers)
    factor = lcm(*(number.denominator for number in found)) if found else 1
    return [int(number * factor) for number in found]
