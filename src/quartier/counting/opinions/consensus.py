"""What unites all groups and what divides them.

Uniting: the product over all groups of the share that agrees (group-informed consensus, Small et al. 2021): a single
group against it is enough to make it small. Dividing: the difference between the group that agrees most and the one that
agrees least. Shares are smoothed, (agree + 1) / (answers + 2), so that three votes of three don't count as certainty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quartier.counting.opinions.grouping import Labels
from quartier.counting.opinions.projection import Floats
from quartier.counting.opinions.votes import AGREE, DISAGREE, UNSEEN, Votes

ENOUGH = 10  # answers of each group to a statement, before anything is said about it


@dataclass(frozen=True)
class Shares:
    """Rows are groups, columns statements."""

    answers: NDArray[np.int64]
    agree: NDArray[np.int64]
    disagree: NDArray[np.int64]

    @property
    def agree_share(self) -> Floats:
        return np.asarray((self.agree + 1) / (self.answers + 2))


def shares_of(votes: Votes, labels: Labels) -> Shares:
    """`labels`: the group of each row of `votes`."""
    groups = range(int(labels.max()) + 1 if len(labels) else 1)

    def counts(answer: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.array([answer[labels == group].sum(axis=0) for group in groups], dtype=np.int64)

    return Shares(counts(votes != UNSEEN), counts(votes == AGREE), counts(votes == DISAGREE))


def consensus(shares: Shares) -> Floats:
    return np.asarray(shares.agree_share.prod(axis=0))


def division(shares: Shares) -> Floats:
    return np.asarray(shares.agree_share.max(axis=0) - shares.agree_share.min(axis=0))


def ranked(values: Floats, shares: Shares, shown: NDArray[np.bool_], above: float) -> list[int]:
    """Statements with enough answers of every group, the highest value first; nothing below `above`."""
    enough = (shares.answers >= ENOUGH).all(axis=0) & shown & (values > above)
    order = np.lexsort((np.arange(len(values)), -values))
    return [int(statement) for statement in order if enough[statement]]
