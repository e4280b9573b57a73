"""People on a map as dots of at least five: nobody's own place is kept or shown. Knows no database.

A group is cut at its median, along where it is widest, until a part has fewer than twice as many people as a dot needs
(microaggregation with a kd-tree; Domingo-Ferrer and Mateo-Sanz 2002). A dot lies at the middle of its people.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

FEWEST_A_DOT = 5
MOST_DOTS = 80  # of one group: more is no longer a crowd but a stain
Points = NDArray[np.float64]
Dot = tuple[float, float, int]  # where, and how many people


def dots_of(points: Points) -> list[Dot]:
    """Fewer than five people are no dot at all."""
    if len(points) < FEWEST_A_DOT:
        return []
    fewest = max(FEWEST_A_DOT, -(-len(points) // MOST_DOTS))
    return [(float(part[:, 0].mean()), float(part[:, 1].mean()), len(part)) for part in _parts(points, fewest)]


def _parts(points: Points, fewest: int) -> Iterator[Points]:
    if len(points) < 2 * fewest:
        yield points
        return
    widths = points.max(axis=0) - points.min(axis=0)
    order = np.argsort(points[:, int(widths.argmax())], kind="stable")
    half = len(points) // 2
    yield from _parts(points[order[:half]], fewest)
    yield from _parts(points[order[half:]], fewest)


def hull_of(dots: list[Dot]) -> list[tuple[float, float]]:
    """The outline around the dots, never around people (Andrew's monotone chain)."""
    points = sorted({(x, y) for x, y, _count in dots})
    if len(points) < 3:
        return points
    lower, upper = _chain(points), _chain(points[::-1])
    return lower[:-1] + upper[:-1]


def _chain(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    chain = list[tuple[float, float]]()
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
