"""The whole opinion map in one call: `draw_map(opinions)`.

Only those who answered enough are put on the map; groups are only shown from a minimum size, so that nobody can be
recognised; the order of participants changes nothing but the order of the result.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quartier.counting.files.text import plain_number
from quartier.counting.opinions.consensus import Shares, consensus, division, ranked, shares_of
from quartier.counting.opinions.grouping import Grouping, find_groups
from quartier.counting.opinions.projection import Projection, project
from quartier.counting.opinions.votes import Opinions
from quartier.counting.sentences import Sentence

ANSWERS_NEEDED = 7  # as in Polis; fewer when there are fewer statements
SMALLEST_GROUP = 5
MOST = 10  # statements told of each kind


@dataclass(frozen=True)
class OpinionMap:
    opinions: Opinions
    rows: tuple[int, ...]  # the participants on the map, as rows of the votes
    projection: Projection
    grouping: Grouping
    shares: Shares
    uniting: tuple[int, ...]
    dividing: tuple[int, ...]

    def told(self) -> dict[str, object]:
        """As JSON: who is in which group, and the numbers of the statements that unite and divide them."""
        return {
            "groups": {person: int(group) for person, group in zip(self._people(), self.grouping.labels, strict=True)},
            "uniting": [self._id(one) for one in self.uniting],
            "dividing": [self._id(one) for one in self.dividing],
        }

    def told_in_detail(self) -> dict[str, object]:
        """The same, and the map itself."""
        return {
            **self.told(),
            "statements": {str(self._id(one)): self.statement(one) for one in (*self.uniting, *self.dividing)},
            "sizes": self.sizes,
            "silhouette": round(self.grouping.silhouette, 4),
            "points": {
                person: [round(float(x), 4), round(float(y), 4)]
                for person, (x, y) in zip(self._people(), self.projection.points, strict=True)
            },
            "says": self.says,
        }

    @property
    def sizes(self) -> list[int]:
        return [int(size) for size in np.bincount(self.grouping.labels)] if self.rows else []

    def _people(self) -> list[str]:
        return [self.opinions.participants[row] for row in self.rows]

    def _id(self, statement: int) -> int | str:
        return _number(self.opinions.statements[statement].id)

    def statement(self, index: int) -> dict[str, object]:
        """How each group answered; small numbers are not told apart from nothing elsewhere, here they are all ≥ 10."""
        one = self.opinions.statements[index]
        return {
            "text": one.text,
            "by_moderators": one.by_moderators,
            "consensus": round(float(consensus(self.shares)[index]), 4),
            "division": round(float(division(self.shares)[index]), 4),
            "groups": [
                {
                    "answers": int(self.shares.answers[group, index]),
                    "agree": int(self.shares.agree[group, index]),
                    "disagree": int(self.shares.disagree[group, index]),
                }
                for group in range(len(self.shares.answers))
            ],
        }

    @property
    def says(self) -> Sentence:
        groups, people = len(self.grouping.centres), len(self.rows)
        if not people:
            return Sentence.of("Nobody has answered enough statements yet: there is no map.")
        if groups == 1:
            return Sentence.of("{people} people answered enough; no groups stand out.", people=people)
        return Sentence.of("{people} people answered enough; they form {groups} groups.", people=people, groups=groups)


def draw_map(opinions: Opinions, *, smallest: int = SMALLEST_GROUP, before: OpinionMap | None = None) -> OpinionMap:
    """`before`: the map drawn a few votes ago, so that the groups stay recognisable."""
    votes, shown = opinions.votes, opinions.shown
    needed = min(ANSWERS_NEEDED, max(len(opinions.statements), 1))
    rows = np.flatnonzero(opinions.answered() >= needed)
    of_those = votes[rows]
    projection = project(of_those, shown)
    if len(rows):
        grouping = find_groups(projection.points, smallest, before.grouping if before else None)
    else:
        grouping = Grouping(np.zeros(0, dtype=np.int64), np.zeros((1, 2)), 0.0)
    shares = shares_of(of_those, grouping.labels)
    uniting = ranked(consensus(shares), shares, shown, above=0.0)
    dividing = ranked(division(shares), shares, shown, above=0.0) if len(grouping.centres) > 1 else []
    return OpinionMap(
        opinions,
        tuple(int(row) for row in rows),
        projection,
        grouping,
        shares,
        tuple(uniting[:MOST]),
        tuple(dividing[:MOST]),
    )


def _number(text: str) -> int | str:
    number = plain_number(text)
    return text if number is None else number
