"""A whole city: says how long it took (docs/figures.md), but only what is right is tested. `pytest -s -m long`"""

from __future__ import annotations

import time
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from quartier.counting.counting import count
from quartier.counting.election import Ballot, Election, Option, grouped
from quartier.counting.opinions.opinion_map import draw_map
from quartier.counting.opinions.votes import UNSEEN, Opinions, Statement
from quartier.counting.rules.receipts import Receipts

pytestmark = [pytest.mark.long, pytest.mark.once]


def city(voters: int = 100_000, projects: int = 200) -> Election:
    """Twenty tastes; up to ten crosses a ballot, so that nearly all ballots differ."""
    chance = Random(1)
    tastes = [[chance.random() ** 4 for _ in range(projects)] for _ in range(20)]
    ballots = []
    for voter in range(voters):
        liked = chance.choices(range(projects), tastes[voter % 20], k=chance.randint(1, 10))
        ballots.append((Ballot((tuple(sorted(set(liked))),)), Fraction(1)))
    options = tuple(Option(f"p{n}", f"p{n}", Fraction(chance.randint(2_000, 300_000))) for n in range(projects))
    return Election(options, grouped(ballots), "approval", budget=Fraction(10_000_000))


def test_a_city_with_equal_shares() -> None:
    election, seen = city(), list[float]()
    began = time.process_time()
    result = count(election, "equal-shares", progress=lambda _, share: seen.append(share))
    print(
        f"{len(election.ballots):,} kinds of ballots, {result.details['steps']} steps: {time.process_time() - began:.1f} s of CPU"
    )
    assert isinstance(result.receipts, Receipts)
    assert result.receipts.spent <= 10_000_000
    assert len(seen) > 10


def test_a_city_with_greedy_and_phragmen() -> None:
    election = city()
    for rule in ("greedy", "phragmen"):
        began = time.process_time()
        winners = count(election, rule).winners
        print(f"{rule}: {time.process_time() - began:.1f} s of CPU")
        assert len(set(winners)) == len(winners) > 50


def test_a_map_of_ten_thousand() -> None:
    chance = np.random.default_rng(3)
    sides = chance.integers(0, 3, 10_000)
    votes = np.sign(chance.normal(size=(3, 500))[sides] + chance.normal(size=(10_000, 500))).astype(np.int8)
    votes[chance.random(votes.shape) < 0.8] = UNSEEN
    opinions = Opinions(tuple(map(str, range(10_000))), tuple(Statement(str(n)) for n in range(500)), votes)
    began = time.process_time()
    found = draw_map(opinions)
    print(f"map: {time.process_time() - began:.1f} s of CPU")
    assert all(len(set(sides[found.grouping.labels == group])) == 1 for group in range(3))
