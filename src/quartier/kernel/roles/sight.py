"""Whom somebody doesn't see here, blocks and duties considered."""

from __future__ import annotations

from quartier.kernel.people.blocks import NOBODY, blocked_by, hidden_from
from quartier.kernel.people.models import Person
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.moderation import MODERATE


def out_of_sight(viewer: Person | None) -> frozenset[int]:
    """The ids of those whose posts, words and names `viewer` doesn't meet.

    Who moderates sees those who blocked them: else whoever breaks rules would simply block the moderators.
    """
    if viewer is None or not viewer.has_blocks:
        return NOBODY
    return blocked_by(viewer) if has_power(viewer, MODERATE) else hidden_from(viewer)
