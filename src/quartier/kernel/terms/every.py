"""All powers and notices of the kernel. A new one is written into its area's file and is known by that alone."""

from __future__ import annotations

from typing import TypeVar

from quartier.kernel.contract import Notice, Power
from quartier.kernel.terms import (
    account,
    assistance,
    belonging,
    comments,
    data,
    matters,
    moderation,
    people,
    process,
    quarter,
    residence,
    young,
)

AREAS = (
    residence,
    account,
    people,
    moderation,
    quarter,
    data,
    assistance,
    belonging,
    matters,
    comments,
    process,
    young,
)
T = TypeVar("T")


def _written(sort: type[T]) -> tuple[T, ...]:
    return tuple(one for area in AREAS for one in vars(area).values() if isinstance(one, sort))


KERNEL_POWERS = _written(Power)
KERNEL_NOTICES = _written(Notice)
BETWEEN_NEIGHBOURS = frozenset(one.name for area in AREAS for one in getattr(area, "BETWEEN_NEIGHBOURS", ()))
"""What one neighbour wants of another, as modules' notices are too. The kernel's others tell what the quarter decided."""
