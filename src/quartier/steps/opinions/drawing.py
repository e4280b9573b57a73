"""From answers to what is kept of a map: groups, crowds of dots, what unites and what divides. Knows no database.

Kept are numbers of people, never a person: not who is in which group, not where somebody stands. Somebody's own place is worked
out from their own answers when they look (`place_of`).
"""

from collections.abc import Mapping
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quartier.counting.opinions.consensus import ENOUGH, Shares, consensus, division
from quartier.counting.opinions.opinion_map import ANSWERS_NEEDED, OpinionMap, draw_map
from quartier.counting.opinions.votes import AGREE, DISAGREE, PASS, UNSEEN, Opinions
from quartier.steps.opinions.content import Answers
from quartier.steps.opinions.crowds import dots_of, hull_of
from quartier.steps.opinions.terms import FEWEST_ON_MAP, NUMBERS

Drawn = dict[str, Any]
UNITES = 0.6  # of each group, at least
DIVIDES = 0.3  # between the group that agrees most and the one that agrees least
UNSURE = 0.4  # of all who answered
TELLS_APART = 0.2  # a group from all the others
MOST_MARKS = 3
MOST = 10


def drawn(opinions: Opinions, before: Mapping[str, Any] | None = None) -> Drawn:
    """`before`: what was drawn last; directions and letters of groups stay as they were."""
    numbers = [int(one.id) for one in opinions.statements]
    answered = opinions.answered()
    needed = min(ANSWERS_NEEDED, max(len(numbers), 1))
    kept: Drawn = {
        "answering": int((answered > 0).sum()),
        "answers": int(answered.sum()),
        "people": int((answered >= needed).sum()),
        "needed": needed,
        "numbers": numbers,
        "counts": _counts(opinions),
        "unsure": _unsure(opinions),
        "groups": [],
    }
    if kept["people"] < FEWEST_ON_MAP:
        return kept
    return {**kept, **_map(draw_map(opinions), numbers, before or {})}


def _map(found: OpinionMap, numbers: list[int], before: Mapping[str, Any]) -> Drawn:
    turn = _as_before(found.projection.axes, numbers, before)
    points = found.projection.points @ turn.T
    axes = turn @ found.projection.axes
    order = _letters(found.grouping.centres @ turn.T, before)
    members = [found.grouping.labels == group for group in order]
    shares = Shares(found.shares.answers[order], found.shares.agree[order], found.shares.disagree[order])
    crowds = [dots_of(points[mine]) for mine in members]
    uniting, rejected, dividing = _told(shares, found.opinions.shown, numbers)
    return {
        "groups": [
            {
                "size": int(mine.sum()),
                "centre": _rounded(points[mine].mean(axis=0)),
                "dots": [[*_rounded(dot[:2]), dot[2]] for dot in crowd],
                "hull": [_rounded(corner) for corner in hull_of(crowd)],
                "marks": _marks(shares, group, found.opinions.shown, numbers),
                "counts": np.stack([shares.agree[group], shares.disagree[group], _passed(shares)[group]], 1).tolist(),
            }
            for group, (mine, crowd) in enumerate(zip(members, crowds, strict=True))
        ],
        "uniting": uniting,
        "rejected": rejected,
        "dividing": dividing,
        "middle": _rounded(found.projection.centre),
        "axes": [_rounded(axis) for axis in axes],
        "taken_out": int((~found.opinions.shown).sum()),
    }


def place_of(answers: Answers, kept: Mapping[str, Any]) -> tuple[float, float] | None:
    """Where whoever gave these answers stands now, computed as for everybody (counting/opinions/projection.py)."""
    if "axes" not in kept:
        return None
    column = {number: index for index, number in enumerate(kept["numbers"])}
    given = {column[number]: NUMBERS[said] for number, said in answers.items() if number in column}
    if len(given) < kept["needed"]:
        return None
    answered = min(len(given) + kept["taken_out"], len(column))
    stretch = (len(column) / answered) ** 0.5
    middle, (across, up) = kept["middle"], kept["axes"]
    parts = [(value - middle[index], across[index], up[index]) for index, value in given.items()]
    x, y = sum(part * a for part, a, _ in parts), sum(part * b for part, _, b in parts)
    return x * stretch, y * stretch


def group_at(place: tuple[float, float], kept: Mapping[str, Any]) -> int:
    """The group whose middle is nearest: the one k-means put them in."""
    centres = [group["centre"] for group in kept["groups"]]
    return min(
        range(len(centres)), key=lambda one: (centres[one][0] - place[0]) ** 2 + (centres[one][1] - place[1]) ** 2
    )


def extremities(kept: Mapping[str, Any]) -> dict[int, float]:
    """How far each statement lies from the middle of the map; about 1 on average."""
    if "axes" not in kept:
        return {}
    lengths = np.hypot(*np.array(kept["axes"])) * (len(kept["numbers"]) / 2) ** 0.5
    return dict(zip(kept["numbers"], lengths.tolist(), strict=True))


def _told(shares: Shares, shown: NDArray[np.bool_], numbers: list[int]) -> tuple[list[int], list[int], list[int]]:
    """Agreed to by most of every group; refused by most of every group; agreed to by one and not by another."""
    enough = (shares.answers >= ENOUGH).all(axis=0) & shown
    against = Shares(shares.answers, shares.disagree, shares.agree)
    uniting = _best(consensus(shares), enough & (_share(shares.agree, shares) >= UNITES).all(axis=0), numbers)
    rejected = _best(consensus(against), enough & (_share(shares.disagree, shares) >= UNITES).all(axis=0), numbers)
    apart = division(shares)
    dividing = _best(apart, enough & (apart >= DIVIDES), numbers) if len(shares.answers) > 1 else []
    return uniting, rejected, dividing


def _marks(shares: Shares, group: int, shown: NDArray[np.bool_], numbers: list[int]) -> list[list[Any]]:
    """What tells a group from all the others: what it agrees with, or refuses, more than any of them."""
    if len(shares.answers) < 2:
        return []
    others = [one for one in range(len(shares.answers)) if one != group]
    enough = (shares.answers >= ENOUGH).all(axis=0) & shown
    found = []
    for said, part in (("agree", shares.agree), ("disagree", shares.disagree)):
        smooth = (part + 1) / (shares.answers + 2)
        more = smooth[group] - smooth[others].max(axis=0)
        mostly = enough & (_share(part, shares)[group] > 0.5) & (more > TELLS_APART)
        found += [(-float(more[one]), numbers[one], said) for one in np.flatnonzero(mostly)]
    return [[number, said] for _more, number, said in sorted(found)[:MOST_MARKS]]


def _unsure(opinions: Opinions) -> list[int]:
    passed, answered = (opinions.votes == PASS).sum(axis=0), (opinions.votes != UNSEEN).sum(axis=0)
    share = passed / np.maximum(answered, 1)
    numbers = [int(one.id) for one in opinions.statements]
    return _best(share, (answered >= ENOUGH) & (share >= UNSURE) & opinions.shown, numbers)[:MOST_MARKS]


def _best(values: NDArray[np.float64], chosen: NDArray[np.bool_], numbers: list[int]) -> list[int]:
    order = np.lexsort((np.arange(len(values)), -values))
    return [numbers[one] for one in order if chosen[one]][:MOST]


def _counts(opinions: Opinions) -> list[list[int]]:
    kinds = [(opinions.votes == answer).sum(axis=0) for answer in (AGREE, DISAGREE, PASS)]
    counts: list[list[int]] = np.stack(kinds, axis=1).tolist()
    return counts


def _as_before(axes: NDArray[np.float64], numbers: list[int], before: Mapping[str, Any]) -> NDArray[np.float64]:
    """A mirror or a quarter turn, so that left stays left as answers come in. Distances stay as they are."""
    if "axes" not in before:
        return np.eye(2)
    column = {number: index for index, number in enumerate(before["numbers"])}
    both = [(index, column[number]) for index, number in enumerate(numbers) if number in column]
    now, then = axes[:, [one for one, _ in both]], np.array(before["axes"])[:, [one for _, one in both]]
    alike = then @ now.T
    straight = abs(alike[0, 0]) + abs(alike[1, 1]) >= abs(alike[0, 1]) + abs(alike[1, 0])
    turn = np.where(np.eye(2, dtype=bool) if straight else ~np.eye(2, dtype=bool), np.where(alike < 0, -1.0, 1.0), 0.0)
    return np.asarray(turn)


def _letters(centres: NDArray[np.float64], before: Mapping[str, Any]) -> list[int]:
    """Which group is A, which B: the largest first, later as it was."""
    then = np.array([group["centre"] for group in before.get("groups", [])])
    if len(then) != len(centres):
        return list(range(len(centres)))
    orders = permutations(range(len(centres)))
    return list(min(orders, key=lambda order: float(((centres[list(order)] - then) ** 2).sum())))


def _share(part: NDArray[np.int64], shares: Shares) -> NDArray[np.float64]:
    return np.asarray(part / np.maximum(shares.answers, 1))


def _passed(shares: Shares) -> NDArray[np.int64]:
    return np.asarray(shares.answers - shares.agree - shares.disagree)


def _rounded(numbers: Any) -> list[float]:
    return [round(float(number), 4) for number in numbers]
