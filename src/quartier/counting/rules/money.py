"""What options cost and how much there is. Where no money is at stake each seat is a project that costs 1."""

from __future__ import annotations

from fractions import Fraction

from quartier.counting.election import Election
from quartier.counting.lots import Lots


def by_seats(election: Election, seats: int | None) -> bool:
    return seats is not None or election.budget is None


def seats_of(election: Election, seats: int | None) -> int:
    return seats or election.seats or 1


def costs_of(election: Election, seats: int | None) -> list[Fraction]:
    if by_seats(election, seats):
        return [Fraction(1)] * len(election.options)
    return [option.cost if option.cost is not None else Fraction(1) for option in election.options]


def money_of(election: Election, seats: int | None) -> Fraction:
    if by_seats(election, seats) or election.budget is None:
        return Fraction(seats_of(election, seats))
    return election.budget


def fill_with_lots(election: Election, winners: list[int], seats: int, lots: Lots) -> list[int]:
    """Seats for which nobody is left whom anybody wants."""
    rest = [option for option in range(len(election.options)) if option not in winners]
    missing = min(seats - len(winners), len(rest))
    if missing <= 0:
        return []
    return rest if missing == len(rest) else lots.order(rest, "no votes at all")[:missing]
