"""Who said what to which statement: agree 1, pass 0, disagree -1, and nothing where somebody didn't answer."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

UNSEEN = np.int8(-128)
AGREE, PASS, DISAGREE = np.int8(1), np.int8(0), np.int8(-1)
Votes = NDArray[np.int8]


@dataclass(frozen=True)
class Statement:
    id: str
    text: str = ""
    shown: bool = True  # False: the moderators took it out
    by_moderators: bool = False


@dataclass(frozen=True)
class Opinions:
    """Rows are participants, columns are statements."""

    participants: tuple[str, ...]
    statements: tuple[Statement, ...]
    votes: Votes
    title: str = ""
    published: dict[str, str] = field(default_factory=dict)  # the group a file itself names, by participant
    notes: tuple[str, ...] = ()

    @property
    def shown(self) -> NDArray[np.bool_]:
        return np.array([statement.shown for statement in self.statements], dtype=bool)

    def answered(self) -> NDArray[np.int64]:
        """How many statements each participant answered, also those taken out later."""
        return np.asarray((self.votes != UNSEEN).sum(axis=1), dtype=np.int64)
