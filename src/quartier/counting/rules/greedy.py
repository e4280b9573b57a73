"""Greedy: the project with the most votes first, then the next that still fits into the budget.

What most cities do. Simple, but 51 per cent of the voters can take all of the money. What nobody wants is never chosen.
With points instead of crosses the sum of points counts. Described e.g. in Rey and Maly: "The (Computational) Social Choice
Take on Indivisible Participatory Budgeting" (2023), section 3.
"""

from __future__ import annotations

from fractions import Fraction

from quartier.counting.election import Election
from quartier.counting.lots import Lots
from quartier.counting.result import Result, Round
from quartier.counting.rules.money import by_seats, costs_of, fill_with_lots, money_of
from quartier.counting.sentences import Progress, Sentence, silent

OF_MONEY = {  # by whether it is chosen
    True: "“{name}” (votes: {votes}) is chosen for {cost}; {left} is left.",
    False: "“{name}” (votes: {votes}) is not chosen: {missing} is missing.",
}
OF_SEATS = {
    True: "“{name}” (votes: {votes}) is chosen.",
    False: "“{name}” (votes: {votes}) is not chosen: no seat is left.",
}


def greedy(
    election: Election,
    *,
    seats: int | None = None,
    seed: str | None = None,
    progress: Progress = silent,
    rule: str = "greedy",
    totals: list[Fraction] | None = None,
) -> Result:
    """`totals`: what is counted, when it isn't votes or points as the ballots say."""
    lots, costs = Lots(election, seed), costs_of(election, seats)
    totals = totals if totals is not None else totals_of(election)
    left = budget = money_of(election, seats)
    of_seats = by_seats(election, seats)
    sentences = OF_SEATS if of_seats else OF_MONEY
    winners: list[int] = []
    rounds: list[Round] = []
    for total in sorted({total for total in totals if total > 0}, reverse=True):
        level = [option for option in range(len(totals)) if totals[option] == total]
        for option in _in_order(level, costs, left, lots):
            fits = costs[option] <= left
            if fits:
                winners.append(option)
                left -= costs[option]
            rounds.append(_round(election, option, total, cost=costs[option], left=left, says=sentences[fits]))
    if of_seats and any(totals):
        winners += fill_with_lots(election, winners, int(budget), lots)
    says = Sentence.of(
        "{chosen} of {all} are chosen." if of_seats else "{chosen} of {all} are chosen; {spent} of {budget} is spent.",
        chosen=len(winners),
        all=len(totals),
        spent=budget - left,
        budget=budget,
    )
    return Result(rule, election.ids(winners), tuple(rounds), says, lots)


def totals_of(election: Election) -> list[Fraction]:
    """Votes for crosses, sums for points and places."""
    totals = [Fraction(0)] * len(election.options)
    for points, count in election.scores():
        for option, given in points.items():
            totals[option] += given * count
    return totals


def _in_order(level: list[int], costs: list[Fraction], left: Fraction, lots: Lots) -> list[int]:
    """A lot is needed only where it decides something: not when all of them fit, and not for those that never fit."""
    possible = [option for option in level if costs[option] <= left]
    if sum(costs[option] for option in possible) <= left:
        return level
    return lots.order(possible, "the same number of votes") + [option for option in level if option not in possible]


def _round(election: Election, option: int, total: Fraction, *, cost: Fraction, left: Fraction, says: str) -> Round:
    name = election.options[option].name
    return {
        "option": election.options[option].id,
        "votes": total,
        "cost": cost,
        "chosen": says in {OF_SEATS[True], OF_MONEY[True]},
        "left": left,
        "says": Sentence.of(says, name=name, votes=total, cost=cost, left=left, missing=cost - left),
    }
