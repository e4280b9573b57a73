"""Random elections that are the same on every machine: for results frozen in frozen.json, and for the oracles."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from quartier.counting.election import Ballot, Election, Option, grouped


def budget_of(seed: int) -> Election:
    """Four to twelve projects, costs that rarely tie, voters with one of three tastes."""
    chance = Random(seed)
    size, voters = chance.randint(4, 12), chance.randint(5, 60)
    options = tuple(Option(f"p{n}", f"p{n}", Fraction(chance.randint(50, 999))) for n in range(size))
    tastes = [[chance.random() ** 2 for _ in range(size)] for _ in range(3)]
    ballots = []
    for _ in range(voters):
        taste = chance.choice(tastes)
        named = tuple(n for n in range(size) if chance.random() < taste[n])
        ballots.append((Ballot((named,) if named else ()), Fraction(1)))
    return Election(options, grouped(ballots), "approval", budget=Fraction(chance.randint(800, 3000)))


def committee_of(seed: int) -> Election:
    """Three to seven candidates, two to four seats."""
    chance = Random(seed)
    size = chance.randint(4, 7)
    options = tuple(Option(str(n), str(n)) for n in range(size))
    sets = [tuple(n for n in range(size) if chance.random() < 0.4) for _ in range(chance.randint(4, 14))]
    ballots = [(Ballot((named,) if named else ()), Fraction(1)) for named in sets]
    return Election(options, grouped(ballots), "approval", seats=chance.randint(2, size - 1))


def street_of(seed: int) -> Election:
    """Few voters and much money: hundreds of steps of Add1, most of which change nothing."""
    chance = Random(seed)
    size = chance.randint(3, 6)
    options = tuple(Option(f"p{n}", f"p{n}", Fraction(chance.randint(50, 999))) for n in range(size))
    sets = [tuple(n for n in range(size) if chance.random() < 0.6) for _ in range(chance.randint(3, 6))]
    ballots = [(Ballot((named,) if named else ()), Fraction(1)) for named in sets]
    return Election(options, grouped(ballots), "approval", budget=Fraction(chance.randint(500, 1500)))
