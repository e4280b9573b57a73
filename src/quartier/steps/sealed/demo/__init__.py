"""A secret vote of the made-up quarter, which is over and opened, and one that is open. The keys were made here, so they are no secret."""

from __future__ import annotations


def demo() -> None:
    return None
