"""Approval, score and plurality: add up, and the highest sums are chosen.

Approval: each cross is one vote (Brams and Fishburn 1978). Score: points are added. Plurality: only the first place
counts. With a budget instead of seats the sums are spent greedily.
"""

from __future__ import annotations

from fractions import Fraction

from quartier.counting.election import Election
from quartier.counting.result import Result
from quartier.counting.rules.greedy import greedy, totals_of
from quartier.counting.sentences import Progress, silent


def approval(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    """Whoever stands on a ballot has one vote of it."""
    totals = [Fraction(0)] * len(election.options)
    for approved, count in election.approvals():
        for option in approved:
            totals[option] += count
    return greedy(election, seats=seats, seed=seed, rule="approval", totals=totals)


def score(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    """Points are added; of a ranking, Borda's: with five options the first gets 5, the last 1, who is left out none."""
    return greedy(election, seats=seats, seed=seed, rule="score", totals=totals_of(election))


def plurality(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    """Whoever stands first, and alone there, has the vote."""
    totals = [Fraction(0)] * len(election.options)
    for ballot, count in election.ballots.items():
        if ballot.tiers and len(ballot.tiers[0]) == 1:
            totals[ballot.tiers[0][0]] += count
    return greedy(election, seats=seats, seed=seed, rule="plurality", totals=totals)
