"""What an organiser chooses for one budget vote, as it is kept with the step; and the limits."""

from __future__ import annotations

from dataclasses import dataclass

from quartier.steps.budget.rules import Rule, Sort, Utility

SLUG = "budget"


@dataclass(frozen=True, kw_only=True)
class BudgetOptions:
    money_cents: int = 0
    sort: str = Sort.APPROVAL.value
    most: int = 5  # ticks, points or places
    rule: str = Rule.EQUAL_SHARES.value
    utility: str = Utility.COST.value
