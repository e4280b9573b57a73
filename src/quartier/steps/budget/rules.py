"""What is voted on, with how much money, and by which rules. Data only; the sentences that tell it stand in words.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

FEWEST_SHOWN = 5  # below this no numbers of people are shown, or one could see who voted how
MOST_PROJECTS = 300


class Sort(StrEnum):
    APPROVAL = "approval"  # so many ticks
    CART = "cart"  # as many as the money pays for: a shopping basket
    POINTS = "points"  # so many points to give away
    RANKING = "ranking"  # first, second, third place


class Rule(StrEnum):
    EQUAL_SHARES = "equal-shares"
    GREEDY = "greedy"


class Utility(StrEnum):
    """What a project is worth to those who are for it, in Equal Shares."""

    COST = "cost"
    CARDINALITY = "cardinality"


@dataclass(frozen=True, kw_only=True)
class Project:
    """`number` stands on the ballot paper, also on the printed one; files and lots speak of it."""

    key: str
    number: int
    title: str
    cost: int  # cents

    @property
    def proposal(self) -> int:
        return int(self.key[1:])


@dataclass(frozen=True, kw_only=True)
class Rules:
    projects: tuple[Project, ...]
    money: int  # cents
    sort: Sort = Sort.APPROVAL
    most: int = 5
    rule: Rule = Rule.EQUAL_SHARES
    utility: Utility = Utility.COST

    @cached_property
    def by_key(self) -> Mapping[str, Project]:
        return {project.key: project for project in self.projects}

    @property
    def places(self) -> int:
        """Of a ranking: no more than there are projects."""
        return min(self.most, len(self.projects))

    @property
    def wanted(self) -> int:
        """What all projects together would cost."""
        return sum(project.cost for project in self.projects)


def projects_of(kept: list[dict[str, Any]]) -> tuple[Project, ...]:
    """As the ballot paper keeps them."""
    return tuple(
        Project(key=one["key"], number=number, title=one["title"], cost=one["cost"])
        for number, one in enumerate(kept, start=1)
    )
