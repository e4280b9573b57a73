"""What an organiser chooses for one step: nothing."""

from dataclasses import dataclass

SLUG = "feasibility"


@dataclass(frozen=True)
class FeasibilityOptions:
    """Who checks is known: whoever answers in the end."""
