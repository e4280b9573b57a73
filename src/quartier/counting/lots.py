"""Lots for ties: drawn so that everybody can draw them again.

The lot of an option is the SHA-256 of `seed:option`; among tied options the smallest lot comes first. The seed is given
(say, the numbers of Saturday's lottery) or derived from the ballots: then nobody knows it before the last ballot is in.
Doubling all ballots or shuffling them leaves the derived seed as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from math import gcd

from quartier.counting.election import Election, whole
from quartier.counting.sentences import Sentence


@dataclass(frozen=True)
class Draw:
    """One tie that a lot decided: all who were tied, with the drawn one first."""

    what: str
    order: tuple[str, ...]
    lots: tuple[str, ...]

    @property
    def says(self) -> Sentence:
        return Sentence.of(
            "{tied} are level ({what}). The lot decides: {first}.",
            tied=sorted(self.order),
            what=self.what,
            first=self.order[0],
        )


class Lots:
    """All draws of one count."""

    def __init__(self, election: Election, seed: str | None = None) -> None:
        self.election = election
        self.derived = seed is None
        self._seed = [seed] if seed is not None else []  # a list, so that all tries of one count share it
        self.draws: list[Draw] = []

    @property
    def seed(self) -> str:
        if not self._seed:
            self._seed.append(seed_of(self.election))
        return self._seed[0]

    def fresh(self) -> Lots:
        """The same lots for another try, with no draws yet."""
        again = Lots(self.election)
        again.derived, again._seed = self.derived, self._seed
        return again

    def lot(self, option: int) -> str:
        return sha256(f"{self.seed}:{self.election.options[option].id}".encode()).hexdigest()

    def first(self, tied: Iterable[int], what: str) -> int:
        """Who comes first; a draw is written down only when there is more than one."""
        return self.order(tied, what)[0]

    def order(self, tied: Iterable[int], what: str) -> list[int]:
        drawn = list(tied)
        if len(drawn) > 1:
            drawn.sort(key=self.lot)
            lots = tuple(self.lot(option)[:12] for option in drawn)
            self.draws.append(Draw(what, self.election.ids(drawn), lots))
        return drawn

    def told(self) -> dict[str, object]:
        """For the JSON: enough to draw again by hand."""
        return {
            "seed": self.seed,
            "seed_from": "ballots" if self.derived else "given",
            "lot": "sha256(seed:option)",
            "draws": [
                {"what": draw.what, "order": list(draw.order), "lots": list(draw.lots), "says": draw.says}
                for draw in self.draws
            ],
        }


def seed_of(election: Election) -> str:
    """A fingerprint of the options and of the shares of each kind of ballot."""
    counts = whole(election.ballots.values())
    factor = reduce(gcd, counts, 0) or 1
    lines = [
        f"{count // factor}:{'>'.join('='.join(sorted(election.ids(tier))) for tier in ballot.tiers)}:{_points(election, ballot.points)}"
        for ballot, count in zip(election.ballots, counts, strict=True)
    ]
    options = sorted(f"{option.id}/{option.cost}" for option in election.options)
    text = "\n".join([str(election.budget), str(election.seats), *options, *sorted(lines)])
    return sha256(text.encode()).hexdigest()[:16]


def _points(election: Election, points: Iterable[object]) -> str:
    return ",".join(str(number) for number in points)
