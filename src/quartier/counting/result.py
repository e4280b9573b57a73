"""What a rule hands back: who is chosen, how it came to that, and which ties a lot decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from quartier.counting.lots import Lots
from quartier.counting.sentences import Sentence

Round = dict[str, object]  # "says": a sentence; the rest are the numbers it rests on


@dataclass(frozen=True)
class Result:
    rule: str
    winners: tuple[str, ...]
    rounds: tuple[Round, ...]
    says: Sentence
    lots: Lots
    details: dict[str, object] = field(default_factory=dict)  # what only this rule tells: who paid, who beat whom
    receipts: object = None  # Equal Shares: who paid for what, also per ballot

    def told(self) -> dict[str, object]:
        """As JSON: who is chosen, and how it came to that. Ties that a lot decided stand in the last round."""
        rounds: list[Round] = [{"round": number, **one} for number, one in enumerate(self.rounds, 1)]
        if self.lots.draws:
            rounds = rounds or [{"round": 1, "says": self.says}]
            rounds[-1]["ties"] = self.lots.told()
        return {"rule": self.rule, "winners": list(self.winners), "rounds": rounds}

    def told_in_detail(self) -> dict[str, object]:
        """The same, and what only this rule tells: who paid, who beat whom."""
        return {**self.told(), "says": self.says, "ties": self.lots.told(), **self.details}


class CannotCount(Exception):
    """This rule can't count these ballots, and why; a sentence for the person."""
