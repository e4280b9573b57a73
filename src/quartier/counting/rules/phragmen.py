"""Sequential Phragmén: each chosen option is a load of 1 (or of its cost) that its supporters carry together.

The next is always the one after which the most burdened supporter carries least: so a group gets seats in proportion to
its size. Phragmén 1894; Brill, Freeman, Janson, Lackner: "Phragmén's Voting Methods and Justified Representation" (2017).
With a budget it ends as soon as the next project doesn't fit.

All supporters of a chosen option carry the same afterwards. So a ballot's load is one of few numbers, and only who
carries which has to be counted.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from quartier.counting.election import Election
from quartier.counting.lots import Lots
from quartier.counting.result import Result, Round
from quartier.counting.rules.money import by_seats, costs_of, fill_with_lots, money_of
from quartier.counting.rules.support import Support, support_of
from quartier.counting.sentences import Progress, Sentence, silent


def phragmen(
    election: Election, *, seats: int | None = None, seed: str | None = None, progress: Progress = silent
) -> Result:
    lots = Lots(election, seed)
    support = support_of(election)
    costs, money = costs_of(election, seats), money_of(election, seats)
    start = [Fraction(0)] * len(support.counts)
    winners, rounds = share_loads(
        election, support, costs, money=money, start=start, chosen=[], lots=lots, progress=progress
    )
    if by_seats(election, seats) and any(support.votes):
        winners += fill_with_lots(election, winners, int(money), lots)
    says = Sentence.of("{chosen} of {all} are chosen.", chosen=len(winners), all=len(election.options))
    return Result("phragmen", election.ids(winners), tuple(rounds), says, lots)


def share_loads(
    election: Election,
    support: Support,
    costs: list[Fraction],
    *,
    money: Fraction,
    start: list[Fraction],
    chosen: list[int],
    lots: Lots,
    progress: Progress = silent,
) -> tuple[list[int], list[Round]]:
    """Goes on from `chosen` and the loads `start` until the money is spent or nothing that is wanted is left."""
    loads = sorted(set(start))
    position = {load: index for index, load in enumerate(loads)}
    carries = np.array([position[load] for load in start], dtype=np.int64)
    winners, rounds = list(chosen), list[Round]()
    left = money - sum((costs[option] for option in chosen), Fraction(0))
    open_options = [o for o in range(len(costs)) if o not in chosen and support.votes[o] and costs[o] <= money]
    while open_options:
        heights = {option: _height(support, costs, loads, carries, option) for option in open_options}
        least = min(heights.values())
        tied = [option for option in open_options if heights[option] == least]
        if any(costs[option] > left for option in tied):
            break
        option = lots.first(tied, "the same load")
        loads.append(least)
        carries[support.groups[option]] = len(loads) - 1
        winners.append(option)
        open_options.remove(option)
        left -= costs[option]
        rounds.append(_round(election, option, least))
        progress("counting", len(winners) / len(costs))
    return winners, rounds


def _height(
    support: Support, costs: list[Fraction], loads: list[Fraction], carries: np.ndarray, option: int
) -> Fraction:
    """What each supporter would carry if this option were chosen now."""
    groups = support.groups[option]
    how_many = np.bincount(carries[groups], weights=support.counts[groups], minlength=1)
    carried = sum((loads[i] * int(many) for i, many in enumerate(how_many) if many), Fraction(0))
    return (carried + costs[option]) / support.votes[option]


def _round(election: Election, option: int, load: Fraction) -> Round:
    name = election.options[option].name
    return {
        "option": election.options[option].id,
        "load": load,
        "says": Sentence.of("“{name}” is chosen: each supporter now carries {load}.", name=name, load=load),
    }
