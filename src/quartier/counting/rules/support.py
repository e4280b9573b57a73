"""Who supports what, as arrays: for the rules that go over all ballots many times."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from quartier.counting.election import Election, whole
from quartier.counting.result import CannotCount

Ints = NDArray[np.int64]
LARGEST_WEIGHT = 2**31 - 1  # what purses.py keeps of each ballot for each option
LARGEST_SUM = 2**62


@dataclass(frozen=True)
class Support:
    """Groups are kinds of ballots, numbered; each stands for `counts` voters."""

    counts: Ints
    kinds: list[int]  # which kind of ballot each group is, in the order of `Election.ballots`
    groups: list[Ints]  # for each option: the groups that support it
    weights: list[Ints]  # and how much each of them does: 1 for a cross
    votes: list[int]  # how many voters support it
    total: int  # all voters, also those who support nothing
    scale: Fraction  # how many of these stand for one voter: 1, unless ballots have broken weights


def support_of(election: Election) -> Support:
    """Fractions among weights and points are scaled to whole numbers: only proportions matter here."""
    scores = [given for given, _ in election.scores()]
    every = whole(election.ballots.values())
    kinds = [kind for kind, given in enumerate(scores) if any(points > 0 for points in given.values())]
    points = iter(whole([given for kind in kinds for given in scores[kind].values()]))
    groups: list[list[int]] = [[] for _ in election.options]
    weights: list[list[int]] = [[] for _ in election.options]
    for group, kind in enumerate(kinds):
        for option in scores[kind]:
            given = next(points)
            if given > 0:
                groups[option].append(group)
                weights[option].append(given)
    heaviest = max((max(given, default=0) for given in weights), default=0)
    if heaviest > LARGEST_WEIGHT or sum(every) * max(heaviest, 1) > LARGEST_SUM:
        raise CannotCount("These ballots' points have too many digits to be added up exactly.")
    counts = np.array([every[kind] for kind in kinds], dtype=np.int64)
    arrays = [np.array(found, dtype=np.int64) for found in groups]
    return Support(
        counts=counts,
        kinds=kinds,
        groups=arrays,
        weights=[np.array(found, dtype=np.int64) for found in weights],
        votes=[int(counts[found].sum()) for found in arrays],
        total=sum(every),
        scale=Fraction(sum(every)) / election.voters if election.voters else Fraction(1),
    )
