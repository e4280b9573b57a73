"""Which statement comes next: those that few have answered and those that tell people apart come more often, as in Polis.

The weight of a statement is Polis' priority (compdemocracy.org, "comment routing"). What Polis draws by chance is drawn here from
a word of the person and the number of the statement: the same page loaded again shows the same statement, and two people get
different orders. Knows no database.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

UNSEEN_BONUS = 8  # a statement that nobody has answered yet weighs that much more
HALVED_AFTER = 5  # answers; the bonus is halved by each so many


@dataclass(frozen=True)
class Candidate:
    """A statement that somebody hasn't answered."""

    number: int
    agreed: int = 0
    disagreed: int = 0
    passed: int = 0
    extremity: float = 0.0  # how far it lies from the middle of the map: how much it tells people apart

    @property
    def answers(self) -> int:
        return self.agreed + self.disagreed + self.passed


def next_of(candidates: Iterable[Candidate], who: str) -> Candidate | None:
    """Drawn in proportion to the weights: the smallest of -log(chance) / weight (Efraimidis and Spirakis 2006)."""
    return min(
        candidates, key=lambda one: (-math.log(_chance(who, one.number)) / weight(one), one.number), default=None
    )


def weight(one: Candidate) -> float:
    """Polis: ((1 - passed) · (extremity + 1) · agreed · (1 + 8 · 2^(-answers / 5)))², shares smoothed."""
    passed = (one.passed + 1) / (one.answers + 2)
    agreed = (one.agreed + 1) / (one.answers + 2)
    bonus: float = 1 + UNSEEN_BONUS * 2 ** (-one.answers / HALVED_AFTER)
    return float(((1 - passed) * (one.extremity + 1) * agreed * bonus) ** 2)


def _chance(who: str, number: int) -> float:
    """Above 0 and below 1, the same each time."""
    drawn = int.from_bytes(blake2b(f"{who}:{number}".encode(), digest_size=7).digest())
    return (drawn + 0.5) / 2**56
