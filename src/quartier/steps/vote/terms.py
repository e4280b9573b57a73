"""What an organiser chooses for one vote, as it is kept with the step."""

from __future__ import annotations

from dataclasses import dataclass, field

from quartier.steps.vote.rules import Majority, Sort

QUESTION, OWN, PROPOSALS = "question", "own", "proposals"  # what is voted on


@dataclass(frozen=True, kw_only=True)
class VoteOptions:
    sort: str = Sort.YES_NO.value
    about: str = QUESTION
    own: list[dict[str, str]] = field(default_factory=list)  # [{"key", "title"}]
    most: int = 3
    most_each: int = 0
    chosen: int = 1
    majority: str = Majority.SIMPLE.value
    quorum_percent: int = 0
    quorum_number: int = 0
