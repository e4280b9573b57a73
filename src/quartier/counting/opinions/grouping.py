"""Groups on the map: k-means, with as many groups as separate best (the largest silhouette).

k-means (Lloyd 1957): everybody belongs to the nearest centre, each centre moves to the middle of its group, until nobody
changes. It begins with the point farthest from the middle, then always with the one farthest from all centres so far: no
chance is involved. Silhouette (Rousseeuw 1987): how much nearer people are to their own group than to the next one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quartier.counting.opinions.projection import Floats

Labels = NDArray[np.int64]
MOST_GROUPS = 5
LOOKED_AT = 1500  # a silhouette compares everybody with everybody; that many, evenly spaced, tell enough


@dataclass(frozen=True)
class Grouping:
    labels: Labels  # the group of each point; 0 is the largest
    centres: Floats
    silhouette: float


def find_groups(points: Floats, smallest: int, warm: Grouping | None = None) -> Grouping:
    """The clearest grouping whose groups all have at least `smallest` members; else one group.

    `warm`: the grouping before the last few votes came in; its centres are tried too, and take only a few steps.
    """
    best = Grouping(np.zeros(len(points), dtype=np.int64), points.mean(axis=0, keepdims=True), 0.0)
    spread = len(np.unique(points, axis=0))
    for k in range(2, min(MOST_GROUPS, spread, len(points) // max(smallest, 1)) + 1):
        starts = [_far_apart(points, k), _by_quantiles(points, k)]
        if warm is not None and len(warm.centres) == k:
            starts.append(warm.centres)
        labels, centres = min((_k_means(points, start) for start in starts), key=lambda found: _spread(points, *found))
        sizes = np.bincount(labels, minlength=k)
        if sizes.min() < smallest:
            continue
        clearness = silhouette(points, labels)
        if clearness > best.silhouette:
            best = Grouping(labels, centres, clearness)
    return _largest_first(best)


def silhouette(points: Floats, labels: Labels) -> float:
    """From -1 (everybody in the wrong group) to 1 (groups far apart); 0 with a single group."""
    step = -(-len(points) // LOOKED_AT)
    looked_at = np.arange(0, len(points), step)
    groups = np.unique(labels)
    if len(groups) < 2:
        return 0.0
    distances = np.sqrt(((points[looked_at][:, None, :] - points[looked_at][None, :, :]) ** 2).sum(axis=2))
    own_labels = labels[looked_at]
    means = np.full((len(looked_at), len(groups)), np.inf)
    for column, group in enumerate(groups):
        members = own_labels == group
        others = members.sum() - members  # without oneself
        means[:, column] = distances[:, members].sum(axis=1) / np.maximum(others, 1)
        means[others == 0, column] = 0.0 if members.sum() == 1 else np.inf
    own = means[np.arange(len(looked_at)), np.searchsorted(groups, own_labels)]
    means[np.arange(len(looked_at)), np.searchsorted(groups, own_labels)] = np.inf
    nearest = means.min(axis=1)
    scale = np.maximum(own, nearest)
    return float(np.where(scale > 0, (nearest - own) / np.where(scale > 0, scale, 1), 0).mean())


def _far_apart(points: Floats, k: int) -> Floats:
    middle = points.mean(axis=0)
    chosen = [int(((points - middle) ** 2).sum(axis=1).argmax())]
    while len(chosen) < k:
        distances = np.min([((points - points[one]) ** 2).sum(axis=1) for one in chosen], axis=0)
        chosen.append(int(distances.argmax()))
    return points[chosen]


def _by_quantiles(points: Floats, k: int) -> Floats:
    """Begin with equal slices along the widest direction."""
    order = np.argsort(points[:, 0], kind="stable")
    return np.array([points[part].mean(axis=0) for part in np.array_split(order, k)])


def _k_means(points: Floats, centres: Floats) -> tuple[Labels, Floats]:
    labels = np.full(len(points), -1, dtype=np.int64)
    for _ in range(300):
        distances = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        nearest = distances.argmin(axis=1)
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        filled = [points[labels == k].mean(axis=0) if (labels == k).any() else centres[k] for k in range(len(centres))]
        centres = np.array(filled)
    return labels, centres


def _spread(points: Floats, labels: Labels, centres: Floats) -> float:
    return float(((points - centres[labels]) ** 2).sum())


def _largest_first(found: Grouping) -> Grouping:
    """Groups are numbered by size, so that a redrawn map keeps its colours as far as it can."""
    sizes = np.bincount(found.labels, minlength=len(found.centres))
    order = np.lexsort((found.centres[:, 0], -sizes))
    new_number = np.argsort(order)
    return Grouping(new_number[found.labels], found.centres[order], found.silhouette)
