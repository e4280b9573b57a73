"""Real elections through this step: Burlington 2009, and Glasgow 2007 stage by stage. Data beside the project; else skipped."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from quartier.counting.election import Election
from quartier.counting.tests.real import election_at, real
from quartier.steps.ranked.election import Pattern
from quartier.steps.ranked.rules import Choice, Rule, Rules
from quartier.steps.ranked.tally import Tally, tallied

pytestmark = pytest.mark.once


def through_the_step(election: Election, rule: Rule, seats: int = 1) -> Tally:
    """As if neighbours had cast these ballots. What is no valid ballot by this rule is left to the rule."""
    choices = tuple(Choice(key=f"c{number}", title=one.name) for number, one in enumerate(election.options, 1))
    patterns: list[Pattern] = [
        ({f"c{option + 1}": place for place, tier in enumerate(ballot.tiers, 1) for option in tier}, int(number))
        for ballot, number in election.ballots.items()
    ]
    return tallied(Rules(rule=rule, choices=choices, seats=seats), patterns, eligible=0, seed="0")


def named(election: Election, key: str) -> str:
    return election.options[int(key[1:]) - 1].id


def test_burlington_2009() -> None:
    facts = json.loads(real("ranked-voting-burlington/expected.json").read_text())
    election = election_at("ranked-voting-burlington/00005-00000002.toi")
    runoff, compared = through_the_step(election, Rule.IRV), through_the_step(election, Rule.SCHULZE)
    assert [named(election, key) for key in runoff.winners] == [facts["irv_winner"]]
    assert [named(election, key) for key in compared.winners] == [facts["condorcet_winner"]]
    told = [{named(election, key): votes for key, votes in one["votes"].items()} for one in runoff.rounds]
    assert told == facts["irv_rounds"]
    assert max(runoff.totals, key=lambda key: runoff.totals[key]) == f"c{_number(election, facts['plurality_winner'])}"
    pairs = {">".join(named(election, key) for key in pair.split(">")): n for pair, n in compared.pairs.items()}
    assert pairs == facts["pairwise"]


@pytest.mark.parametrize("ward", ["Craigton", "Linn", "Partick-West"])
def test_glasgow_2007(ward: str) -> None:
    facts = json.loads(real("stv-glasgow-2007/expected.json").read_text())[f"{ward}-2007"]
    election = election_at(f"stv-glasgow-2007/{ward}-2007.blt")
    tally = through_the_step(election, Rule.SCOTTISH, len(facts["elected"]))
    assert [named(election, key) for key in tally.winners] == facts["elected"]
    assert Fraction(tally.needed) == Fraction(facts["quota"])
    from quartier.counting.tests.test_real_rankings import stages

    told = [one for number, one in enumerate(tally.rounds) if "from" in one or "out" in one or number == 0]
    assert [
        (
            {named(election, key): Fraction(votes) for key, votes in one["votes"].items()},
            Fraction(one["lapsed"]),
            Fraction(one["cut_off"]),
        )
        for one in told
    ] == stages(ward)


def _number(election: Election, name: str) -> int:
    return [option.id for option in election.options].index(name) + 1
