"""What came out: the sums of the box and of the paper slips, and which answers won. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quartier.steps.sealed.lots import drawn


@dataclass(frozen=True, kw_only=True)
class Line:
    answer: str
    online: int
    paper: int
    is_chosen: bool = False
    by_lot: bool = False

    @property
    def votes(self) -> int:
        return self.online + self.paper


@dataclass(frozen=True, kw_only=True)
class Outcome:
    lines: tuple[Line, ...]  # most votes first
    blank: int
    invalid: int
    online: int  # ballots
    paper: int  # slips
    lots: tuple[str, ...]  # who was drawn, in order; empty where no lot was needed

    @property
    def cast(self) -> int:
        return self.online + self.paper

    @property
    def chosen(self) -> list[str]:
        return [line.answer for line in self.lines if line.is_chosen]


def outcome_of(
    answers: Sequence[str], sums: Sequence[int], *, may_be_blank: bool, ballots: int, paper: Mapping[str, Any],
    places: int, secret: str,
) -> Outcome:  # fmt: skip
    """`sums`: what the keys opened, “none of all” first where it may be chosen; empty where the box was empty."""
    of_answers = list(sums[may_be_blank:]) or [0] * len(answers)
    on_paper = list(paper.get("answers", ())) or [0] * len(answers)
    votes = {answer: of_answers[place] + on_paper[place] for place, answer in enumerate(answers)}
    chosen, lots = _chosen(votes, places, secret)
    lines = [
        Line(
            answer=answer,
            online=of_answers[place],
            paper=on_paper[place],
            is_chosen=answer in chosen,
            by_lot=answer in chosen and answer in lots,
        )
        for place, answer in enumerate(answers)
    ]
    blank, invalid = paper.get("blank", 0), paper.get("invalid", 0)
    return Outcome(
        lines=tuple(sorted(lines, key=lambda line: -line.votes)),
        blank=blank + (sums[0] if may_be_blank and sums else 0),
        invalid=invalid,
        online=ballots,
        paper=paper.get("slips", 0),
        lots=tuple(lots),
    )


def _chosen(votes: Mapping[str, int], places: int, secret: str) -> tuple[set[str], list[str]]:
    """The answers with the most votes; lots among those that are equal for the last places. Without a vote nothing wins."""
    standing = sorted((answer for answer, number in votes.items() if number), key=lambda answer: -votes[answer])
    if len(standing) <= places:
        return set(standing), []
    last = votes[standing[places - 1]]
    safe = [answer for answer in standing if votes[answer] > last]
    equal = [answer for answer in standing if votes[answer] == last]
    if len(safe) + len(equal) == places:
        return {*safe, *equal}, []
    lots = drawn(secret, equal)
    return {*safe, *lots[: places - len(safe)]}, lots
