"""Many ballots are counted beside the pages: no click waits for it, nothing is locked meanwhile, and the page says how far it is.

Nothing is written before the end but that share. So whoever is killed in the middle begins again, and a vote is counted once.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from quartier.kernel.processes.models import Step

MANY = 5_000  # ballots; fewer are counted before anybody has let go of the button
SECONDS = 1.0  # between two notes of how far it is
Progress = Callable[[str, float], None]  # what is being done, and how much of it is done, 0 to 1


def is_long(step: Step) -> bool:
    return step.of_kind.counts_beside and step.ballots.count() >= MANY


def count_progress(step: Step) -> Progress:
    """For the `count` of a kind with `counts_beside`: call it now and then, as often as you like."""
    return _Watch(step) if step.counting is not None else _silent


def _silent(_what: str, _share: float) -> None:
    return None


class _Watch:
    """Notes how far a count is, once a second, and never that it goes backwards."""

    def __init__(self, step: Step) -> None:
        self.step, self.share, self.noted = step, 0.0, 0.0

    def __call__(self, _what: str, share: float) -> None:
        if time.monotonic() - self.noted < SECONDS or share <= self.share:
            return
        self.noted, self.share = time.monotonic(), min(share, 1.0)
        Step.objects.filter(pk=self.step.pk).exclude(counting=None).update(counted=self.share)
