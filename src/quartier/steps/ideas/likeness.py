"""Which proposals say the same as another: by the words they share, the rarer the more, and by how far apart they lie.

Pure: `memory.py` reads from the database what these functions compare.

Why not `how_alike`, which serves a dozen short sentences? Measured on Madrid's 2,738 proposals, each of 150 titles told anew
with 60 % of its words: both find 9 of 10 among the first five, but `how_alike` shows 12 others (of titles; 44 of whole texts)
where this shows 3, because it doesn't know that every second proposal speaks of a park; and it takes 21 to 95 ms instead of 1.
The other way round this needs many proposals to learn from: the first ten sentences of a round have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log, sqrt

MOST_TERMS = 60  # of one proposal's text, besides those of its title
TITLE = 2.0  # how much more a word says that stands in the title
ALIKE = 0.3  # of 1: from here on it is worth a look
TOGETHER = 150.0  # metres: what lies so near is probably the same spot
APART = 1_000.0  # metres: a bench here is no bench there
SOMEWHERE_ELSE = 0.5
SAME_SPOT = 0.5


@dataclass(frozen=True)
class Words:
    """A proposal as its words: the stems of its title, and all of them."""

    title: frozenset[str]
    all: frozenset[str]

    def weight(self, term: str, rarity: Mapping[str, float]) -> float:
        return rarity.get(term, 0.0) * (TITLE if term in self.title else 1.0)

    def length(self, rarity: Mapping[str, float]) -> float:
        return sqrt(sum(self.weight(term, rarity) ** 2 for term in self.all))


def rarities(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """How much a shared word says: nothing where every proposal has it."""
    return {term: log((total + 1) / (count + 0.5)) for term, count in counts.items() if count < total + 0.5}


def telling(counts: Mapping[str, int], total: int, *, most: int = 12) -> list[str]:
    """The words worth looking for: the rarest, and none that a twelfth of all have."""
    common = max(20, total // 12)
    known = [(count, term) for term, count in counts.items() if 0 < count <= common]
    return [term for _count, term in sorted(known)[:most]]


def in_words(one: Words, other: Words, rarity: Mapping[str, float]) -> float:
    """0: nothing in common; 1: the same words."""
    both = sum(one.weight(term, rarity) * other.weight(term, rarity) for term in one.all & other.all)
    lengths = one.length(rarity) * other.length(rarity)
    return both / lengths if lengths else 0.0


def likeness(words: float, metres: float | None) -> float:
    """Both together. Where one of them has no place, the words decide alone."""
    if metres is None:
        return words
    near = exp(-((metres / TOGETHER) ** 2) / 2)
    return words * (SOMEWHERE_ELSE if metres > APART else 1.0) + SAME_SPOT * near * min(1.0, words * 5)


def best(scores: Iterable[tuple[float, int]], *, most: int = 5) -> list[int]:
    """The numbers of those that are alike enough, the most alike first."""
    enough = sorted(((-score, number) for score, number in scores if score >= ALIKE))
    return [number for _score, number in enough[:most]]
