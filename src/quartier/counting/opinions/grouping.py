"""Groups on the map: k-means, with as many groups as separate best; one group more has to separate clearly better.

k-means (Lloyd 1957): everybody belongs to the nearest centre, each centre moves to the middle of its group, until nobody
changes. It begins with the point farthest from the middle, then always with the one farthest from all centres so far: no
chance is involved. Silhouette (Rousseeuw 1987): how much nearer people are to their own group than to the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from quartier.counting.opinions.projection import Floats

Labels = NDArray[np.int64]
MOST_GROUPS = 5
CLEARER = 0.05  # by how much the silhouette must grow for each further group: few groups are easier to understand
LOOKED_AT = 1500  # a silhouette compares everybody with everybody; that many, evenly spaced, tell enough


@dataclass(frozen=True)
class Grouping:
    labels: Labels  # the group of each point; 0 is the largest
    centres: Floats
    silhouette: float


def find_groups(points: Floats, smallest: int, warm: Grouping | None = None) -> Grouping:
    """The clearest grouping whose groups all have at least `smallest` members; else one group.

    `warm`: the grouping before the last few votes came in; its centres are tried too, and groups keep their numbers.
    """
    best = Grouping(np.zeros(len(points), dtype=np.int64), points.mean(axis=0, keepdims=True), 0.0)
    for k in range(2, min(MOST_GROUPS, len(np.unique(points, axis=0)), len(points) // max(smallest, 1)) + 1):
        starts = [_far_apart(points, k), _by_quantiles(points, k)]
        if warm is not None and len(warm.centres) == k:
            starts.append(warm.centres)
        labels, centres = min((_k_means(points, start) for start in starts), key=lambda found: _spread(points, *found))
        labels, centres = _without_small(points, labels, centres, smallest)
        clearness = silhouette(points, labels)
        more = max(len(centres) - len(best.centres), 0)
        if len(centres) > 1 and clearness > best.silhouette + (more * CLEARER if len(best.centres) > 1 else 0):
            best = Grouping(labels, centres, clearness)
    return _largest_first(best) if warm is None or len(warm.centres) != len(best.centres) else _as_before(best, warm)


def silhouette(points: Floats, labels: Labels) -> float:
    """From -1 (everybody in the wrong group) to 1 (groups far apart); 0 with a single group."""
    step = -(-len(points) // LOOKED_AT)
    looked_at = np.arange(0, len(points), step)
    groups = np.unique(labels)
    if len(groups) < 2:
        return 0.0
    horizontal, vertical = (np.subtract.outer(column, column) for column in points[looked_at].T)
    distances = np.hypot(horizontal, vertical)
    own_labels = labels[looked_at]
    means = np.full((len(looked_at), len(groups)), np.inf)
    for column, group in enumerate(groups):
        members = own_labels == group
        others = members.sum() - members  # without oneself
        means[:, column] = distances[:, members].sum(axis=1) / np.maximum(others, 1)
    own = means[np.arange(len(looked_at)), np.searchsorted(groups, own_labels)]
    means[np.arange(len(looked_at)), np.searchsorted(groups, own_labels)] = np.inf
    nearest = means.min(axis=1)
    alone = np.isin(own_labels, [group for group in groups if (own_labels == group).sum() == 1])
    scale = np.where(alone, 0, np.maximum(own, nearest))  # whoever is alone counts as neither
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
        nearest = _nearest(points, centres)
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        sizes = np.bincount(labels, minlength=len(centres))
        sums = [np.bincount(labels, weights=column, minlength=len(centres)) for column in points.T]
        middles = np.array(sums).T / np.maximum(sizes, 1)[:, None]
        centres = np.where(sizes[:, None] > 0, middles, centres)
    return labels, centres


def _nearest(points: Floats, centres: Floats) -> Labels:
    """Squared distances, without what is the same for all centres."""
    return np.asarray(((centres**2).sum(axis=1) - 2 * points @ centres.T).argmin(axis=1), dtype=np.int64)


def _without_small(points: Floats, labels: Labels, centres: Floats, smallest: int) -> tuple[Labels, Floats]:
    """Whoever stands almost alone joins the nearest group that is large enough."""
    large = np.flatnonzero(np.bincount(labels, minlength=len(centres)) >= smallest)
    if not len(large):
        return np.zeros_like(labels), points.mean(axis=0, keepdims=True)
    joined = np.where(np.isin(labels, large), np.searchsorted(large, labels), _nearest(points, centres[large]))
    return joined, np.array([points[joined == group].mean(axis=0) for group in range(len(large))])


def _spread(points: Floats, labels: Labels, centres: Floats) -> float:
    return float(((points - centres[labels]) ** 2).sum())


def _largest_first(found: Grouping) -> Grouping:
    """Groups are numbered by size."""
    sizes = np.bincount(found.labels, minlength=len(found.centres))
    return _renumbered(found, np.lexsort((found.centres[:, 0], -sizes)))


def _as_before(found: Grouping, before: Grouping) -> Grouping:
    """Each group keeps the number it had: of all orders the one that moves the centres least."""
    orders = (np.array(order) for order in permutations(range(len(found.centres))))
    return _renumbered(
        found, min(orders, key=lambda order: float(((found.centres[order] - before.centres) ** 2).sum()))
    )


def _renumbered(found: Grouping, order: Labels) -> Grouping:
    return Grouping(np.argsort(order)[found.labels], found.centres[order], found.silhouette)
