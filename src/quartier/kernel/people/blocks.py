"""Who wants nothing to do with whom: a block is silent, and holds in both directions.

Who is in no block pays nothing: `Person.has_blocks` comes with the person, whom each request reads anyway.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.kernel.people.models import Person
from quartier.kernel.prepared import Prepared

NOBODY: frozenset[int] = frozenset()


class Block(models.Model):
    """`blocker` has nothing to do with `blocked` any more. Only they ever learn of it."""

    blocker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="blocked_once"),
            models.CheckConstraint(condition=~models.Q(blocker=models.F("blocked")), name="nobody_blocks_themselves"),
        ]


_of = Prepared(
    lambda blocker, blocked: Block.objects.filter(models.Q(blocker=blocker) | models.Q(blocked=blocked)).values_list(
        "blocker", "blocked"
    )
)


def hidden_from(viewer: Person | None) -> frozenset[int]:
    """The ids of those whom `viewer` doesn't meet here, nor they `viewer`: whichever of the two wanted it so."""
    if viewer is None or not viewer.has_blocks:
        return NOBODY
    return frozenset(pk for pair in _pairs(viewer) for pk in pair if pk != viewer.pk)


def blocked_by(viewer: Person | None) -> frozenset[int]:
    """Whom they themselves want nothing to do with."""
    if viewer is None or not viewer.has_blocks:
        return NOBODY
    return frozenset(blocked for blocker, blocked in _pairs(viewer) if blocker == viewer.pk)


def is_hidden(person: Person, other: Person) -> bool:
    """Whether these two have nothing to do with one another."""
    return other.pk in hidden_from(person)


def apart(one: str, other: str) -> models.Exists:
    """For a query: the two people in these columns have nothing to do with one another."""
    there = models.Q(blocker=models.OuterRef(one), blocked=models.OuterRef(other))
    back = models.Q(blocker=models.OuterRef(other), blocked=models.OuterRef(one))
    return models.Exists(Block.objects.filter(there | back))


def forget_blocks(person: Person) -> None:
    """Ask anew: somebody was just blocked, or no longer is."""
    person.__dict__.pop("_blocks", None)


def _pairs(viewer: Person) -> list[tuple[int, int]]:
    """Asked once for each request."""
    known: list[tuple[int, int]] | None = getattr(viewer, "_blocks", None)
    if known is None:
        known = viewer._blocks = _of(viewer.pk, viewer.pk)  # type: ignore[attr-defined]
    return known
