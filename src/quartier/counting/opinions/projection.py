"""From hundreds of answers to a point on a map: principal components, found with numpy.

As in Polis (Small, Bjorkegren, Erkkilä, Shaw, Megill: "Polis: Scaling Deliberation by Mapping High Dimensional Opinion
Spaces", 2021): what somebody didn't answer counts as the average answer. So whoever answered little would lie near the
middle; their point is moved outwards by the square root of (all statements / answered ones). A statement that was taken
out counts as if everybody had passed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quartier.counting.opinions.votes import UNSEEN, Votes

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Projection:
    centre: Floats  # the average answer to each statement
    axes: Floats  # two rows: what the map's width and height mean
    points: Floats  # one row per participant

    def of(self, votes: Votes, shown: NDArray[np.bool_]) -> Floats:
        """Where people with these answers stand on this map."""
        differences, answered = _differences(votes, shown, self.centre)
        stretch = np.sqrt(votes.shape[1] / np.maximum(answered, 1))
        return np.asarray((differences @ self.axes.T) * stretch[:, None])


def project(votes: Votes, shown: NDArray[np.bool_]) -> Projection:
    """The two directions in which answers differ most."""
    seen = (votes != UNSEEN) & shown
    answers = np.where(seen, votes, 0).astype(np.float64)
    centre = answers.sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    differences, _ = _differences(votes, shown, centre)
    _, directions = np.linalg.eigh(differences.T @ differences)
    axes = directions[:, ::-1][:, :2].T
    axes = np.vstack([axes, np.zeros((2 - len(axes), votes.shape[1]))])
    largest = axes[np.arange(2), np.abs(axes).argmax(axis=1)]
    axes = axes * np.where(largest < 0, -1.0, 1.0)[:, None]  # the same picture on every machine
    unplaced = Projection(centre, axes, np.zeros((0, 2)))
    return Projection(centre, axes, unplaced.of(votes, shown))


def _differences(votes: Votes, shown: NDArray[np.bool_], centre: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """From the average; nothing where there is no answer. And how many answers each has, those taken out included."""
    seen = votes != UNSEEN
    differences = np.where(seen & shown, votes - centre, 0.0)
    return differences, np.asarray((seen | ~shown).sum(axis=1), dtype=np.int64)
