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


def project(votes: Votes, shown: NDArray[np.bool_]) -> Projection:
    """The two directions in which answers differ most."""
    seen = votes != UNSEEN
    counting = seen & shown
    centre = np.where(counting, votes, 0).sum(axis=0) / np.maximum(counting.sum(axis=0), 1)
    differences = np.where(counting, votes - centre, 0.0)  # from the average; none where there is no answer
    answered = (seen | ~shown).sum(axis=1)
    stretch = np.sqrt(votes.shape[1] / np.maximum(answered, 1))
    axes = _widest(differences)
    return Projection(centre, axes, (differences @ axes.T) * stretch[:, None])


def _widest(differences: Floats) -> Floats:
    """The two principal axes; turned so that it is the same picture on every machine."""
    _, directions = np.linalg.eigh(differences.T @ differences)
    axes = directions[:, ::-1][:, :2].T
    axes = np.vstack([axes, np.zeros((2 - len(axes), differences.shape[1]))])
    largest = axes[np.arange(2), np.abs(axes).argmax(axis=1)]
    return np.asarray(axes * np.where(largest < 0, -1.0, 1.0)[:, None])
