"""Schulze: everybody is compared with everybody; whoever wins all comparisons, or the strongest chains of them, wins.

Markus Schulze: "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method" (2011); the strength of a victory is how many prefer the winner. Who is not on a ballot stands below all who are.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from quartier.counting.election import Election, whole
from quartier.counting.lots import Lots
from quartier.counting.result import Result, Round
from quartier.counting.rules.money import seats_of
from quartier.counting.sentences import Progress, Sentence, silent

Matrix = NDArray[np.int64]


def schulze(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    lots, options = Lots(election, seed), election.options
    prefer = pairwise(election, progress)
    paths = strongest_paths(prefer)
    winners: list[int] = []
    rounds: list[Round] = []
    left = list(range(len(options)))
    anybody = any(ballot.tiers for ballot in election.ballots)
    says = Sentence.of("No ballot names anybody: nobody is chosen.")
    while anybody and left and len(winners) < seats_of(election, seats):
        best = [a for a in left if all(paths[a, b] >= paths[b, a] for b in left)]
        winner = lots.first(best, "nobody is preferred to them")
        rounds.append(_round(election, prefer, winner, left))
        winners.append(winner)
        left.remove(winner)
        says = Sentence.of("{name} wins.", name=options[winners[0]].name)
    scale = _scale(election)
    table = {
        f"{a.id}>{b.id}": Fraction(int(prefer[i, j])) / scale
        for i, a in enumerate(options)
        for j, b in enumerate(options)
        if i != j
    }
    condorcet = [
        a for a in range(len(options)) if all(prefer[a, b] > prefer[b, a] for b in range(len(options)) if a != b)
    ]
    details: dict[str, object] = {
        "condorcet_winner": options[condorcet[0]].id if condorcet else None,
        "pairwise": table,
    }
    return Result("schulze", election.ids(winners), tuple(rounds), says, lots, details)


def pairwise(election: Election, progress: Progress = silent) -> Matrix:
    """How many ballots put the row above the column. Weights are scaled to whole numbers."""
    size = len(election.options)
    prefer = np.zeros((size, size), dtype=np.int64)
    counts = whole(election.ballots.values())
    for number, (ballot, count) in enumerate(zip(election.ballots, counts, strict=True)):
        if number % 1_000 == 0:
            progress("comparing everybody with everybody", number / len(counts))
        below = np.ones(size, dtype=bool)
        for tier in ballot.tiers:
            below[list(tier)] = False
            for option in tier:
                prefer[option, below] += count
    return prefer


def strongest_paths(prefer: Matrix) -> Matrix:
    """Floyd and Warshall: a chain is as strong as its weakest victory."""
    paths = np.where(prefer > prefer.T, prefer, 0)
    for via in range(len(paths)):
        paths = np.maximum(paths, np.minimum(paths[:, [via]], paths[[via], :]))
    return paths


def _scale(election: Election) -> Fraction:
    first = next(iter(election.ballots.values()), Fraction(1))
    return Fraction(next(iter(whole(election.ballots.values())), 1)) / first


def _round(election: Election, prefer: Matrix, winner: int, left: list[int]) -> Round:
    name = election.options[winner].name
    lost = [other for other in left if prefer[other, winner] > prefer[winner, other]]
    if lost:
        says = Sentence.of("{name} loses to some, but has the strongest chains of victories.", name=name)
    else:
        says = Sentence.of("Compared one by one, nobody beats {name}.", name=name)
    return {"elected": [election.options[winner].id], "loses_to": list(election.ids(lost)), "says": says}
