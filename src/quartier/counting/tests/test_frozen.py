"""Results that pabutools and abcvoting computed once (test_oracles.py writes frozen.json): they needn't be installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quartier.counting.counting import count

from .instances import budget_of, committee_of

pytestmark = pytest.mark.once
FROZEN = json.loads(Path(__file__).with_name("frozen.json").read_text())


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_equal_shares_is_what_pabutools_computed(utility: str) -> None:
    compared = 0
    for seed, winners in FROZEN["budgets"].items():
        ours = count(budget_of(int(seed)), "equal-shares", utility=utility, completion="none")
        if not ours.lots.draws:  # pabutools breaks ties by name
            assert sorted(ours.winners) == winners[utility], seed
            compared += 1
    assert compared > 30


@pytest.mark.parametrize(("rule", "theirs"), [("equal-shares", "equal-shares"), ("phragmen", "seqphragmen")])
def test_committees_are_among_those_abcvoting_computed(rule: str, theirs: str) -> None:
    for seed, winning in FROZEN["committees"].items():
        assert sorted(count(committee_of(int(seed)), rule).winners) in winning[theirs], seed
