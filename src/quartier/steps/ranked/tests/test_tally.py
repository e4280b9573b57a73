"""Counting: what is a valid ballot, and what came of all of them."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Any

import pytest

from quartier.api import Refused
from quartier.counting.files.blt import parse_blt
from quartier.steps.ranked.ballots import checked
from quartier.steps.ranked.election import Pattern
from quartier.steps.ranked.flow import WIDTH, flow_of, order_of, states_of
from quartier.steps.ranked.rules import BY_TRANSFER, Choice, Paper, Rule, Rules
from quartier.steps.ranked.shown import of_count
from quartier.steps.ranked.tally import Tally, from_json, tallied, to_json
from quartier.steps.ranked.words import result_in_words, rules_in_words

SEED = "5" * 32
TITLES = ("Amsel", "Buche", "Linde", "Quitte")
EVERY_RULE = pytest.mark.parametrize("rule", list(Rule))


def rules(rule: Rule, titles: tuple[str, ...] = TITLES, out: str = "", **more: Any) -> Rules:
    choices = tuple(
        Choice(key=f"c{number}", title=title, is_out=f"c{number}" == out) for number, title in enumerate(titles, 1)
    )
    return Rules(rule=rule, choices=choices, **more)


def ballots_of(given: Rules, *said: tuple[str, int]) -> list[Pattern]:
    """ "ABC" puts Amsel before Buche before Linde; as points it gives 3, 2, 1, as ticks all three."""
    patterns = []
    for letters, number in said:
        keys = [f"c{'ABLQ'.index(letter) + 1}" for letter in letters]
        best = len(keys)
        values = range(best, 0, -1) if given.paper is Paper.POINTS else range(1, best + 1)
        patterns.append((checked(given, dict(zip(keys, values, strict=True))), number))
    return patterns


def counted(given: Rules, *said: tuple[str, int], eligible: int = 0) -> Tally:
    return tallied(given, ballots_of(given, *said), eligible=eligible, seed=SEED)


def chosen(tally: Tally) -> list[str]:
    return [TITLES[int(key[1:]) - 1] for key in tally.winners]


@pytest.mark.parametrize(
    ("rule", "ballot", "sentence"),
    [
        (Rule.IRV, {"c9": 1}, "isn't voted on"),
        (Rule.IRV, ["c1"], "isn't voted on"),
        (Rule.IRV, {"c1": "1"}, "whole numbers"),
        (Rule.IRV, {"c1": True}, "whole numbers"),
        (Rule.IRV, {"c1": -1}, "whole numbers"),
        (Rule.SCOTTISH, {"c1": 2, "c2": 2, "c3": 1}, "Place 2 stands more than once: Amsel, Buche"),
        (Rule.SCORE, {"c1": 6}, "At most 5 points"),
        (Rule.PHRAGMEN, {"c1": 1.5}, "whole numbers"),
    ],
)
def test_a_ballot_that_is_not_valid_is_refused_with_the_reason(rule: Rule, ballot: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        checked(rules(rule), ballot)


def test_gaps_close_up_and_each_against_each_lets_several_share_a_place() -> None:
    assert checked(rules(Rule.IRV), {"c3": 9, "c1": 4}) == {"c1": 1, "c3": 2}
    assert checked(rules(Rule.SCHULZE), {"c1": 3, "c2": 3, "c4": 7}) == {"c1": 1, "c2": 1, "c4": 2}
    assert checked(rules(Rule.APPROVAL), {"c1": 3, "c2": 0}) == {"c1": 1}
    assert checked(rules(Rule.SCORE), {}) == {}


@EVERY_RULE
def test_each_rule_tells_itself_beforehand_and_counts_what_all_want(rule: Rule) -> None:
    given = rules(rule, seats=2)
    tally = counted(given, ("LB", 9), ("LA", 3), ("L", 1), ("", 2))
    assert chosen(tally)[0] == "Linde"
    assert (tally.cast, tally.empty, len(tally.winners)) == (15, 2, given.places)
    assert "Linde" in result_in_words(tally, given.names)
    assert len(rules_in_words(given, 0)) == 5
    assert from_json(to_json(tally), rule) == tally


@EVERY_RULE
def test_one_voter_decides_and_no_number_is_kept(rule: Rule) -> None:
    tally = counted(rules(rule), ("QB", 1))
    assert chosen(tally)[0] in {"Quitte", "Buche"}
    assert tally.is_small
    assert (tally.rounds, tally.totals, tally.pairs, tally.ballots) == ([], {}, {}, "")


@EVERY_RULE
def test_nobody_and_only_abstentions_decide_nothing(rule: Rule) -> None:
    given = rules(rule)
    for said in ((), (("", 7),)):
        tally = counted(given, *said)
        assert not tally.is_decided
        assert "Nothing was decided" in result_in_words(tally, given.names)


def test_too_few_votes_decide_nothing() -> None:
    given = rules(Rule.IRV, quorum_percent=25)
    tally = counted(given, ("A", 24), eligible=100)
    assert "24 of the 25" in result_in_words(tally, given.names)
    assert not tally.is_decided
    assert counted(given, ("A", 25), eligible=100).is_decided


def test_three_rules_know_three_winners_of_the_same_ballots() -> None:
    """Most first places for Amsel, but the run-off and each comparison for others."""
    said = (("ALB", 8), ("BLA", 7), ("LBA", 6))
    assert chosen(counted(rules(Rule.IRV), *said)) == ["Buche"]
    assert chosen(counted(rules(Rule.SCHULZE), *said)) == ["Linde"]


def test_a_committee_gives_the_smaller_group_its_seat_and_most_ticks_do_not() -> None:
    said = (("AB", 60), ("LQ", 40))
    most_ticks = chosen(counted(rules(Rule.APPROVAL, seats=2), *said))
    assert set(most_ticks) == {"Amsel", "Buche"}
    for rule in (Rule.PHRAGMEN, Rule.SHARES, Rule.SCOTTISH, Rule.MEEK):
        found = chosen(counted(rules(rule, seats=2), *said))
        assert found[0] in {"Amsel", "Buche"}, rule
        assert found[1] in {"Linde", "Quitte"}, rule


def test_a_tie_in_the_last_place_is_drawn_and_anybody_can_draw_it_again() -> None:
    tally = counted(rules(Rule.IRV), ("A", 5), ("BA", 3), ("LA", 3))
    draw = tally.draws[0]
    by_hand = sorted(["c2", "c3", "c4"][:2], key=lambda key: hashlib.sha256(f"{SEED}:{key}".encode()).hexdigest())
    assert draw["what"] == "the fewest votes"
    assert draw["order"] == by_hand
    assert tally.seed == SEED
    assert "lots were drawn" in result_in_words(tally, rules(Rule.IRV).names)
    told = of_count(tally, rules(Rule.IRV).names)
    assert "level in the last place" in told["draws"][0]


def test_without_a_tie_the_secret_stays_one() -> None:
    assert counted(rules(Rule.IRV), ("A", 5), ("BA", 4), ("LA", 3), ("Q", 1)).seed == ""


def test_whoever_withdraws_while_people_vote_is_out_and_the_ballots_close_up() -> None:
    given = rules(Rule.IRV, out="c1")
    tally = counted(given, ("AB", 6), ("LQ", 5))
    assert chosen(tally) == ["Buche"]
    assert tally.out == ["c1"]
    assert "c1" not in tally.totals
    everybody_gone = Rules(rule=Rule.IRV, choices=(Choice(key="c1", title="A", is_out=True),))
    assert not tallied(everybody_gone, [({"c1": 1}, 9)], eligible=0, seed=SEED).is_decided


def test_ballots_are_given_out_only_where_five_filled_in_each_kind_alike() -> None:
    given = rules(Rule.IRV)
    alike = counted(given, ("AB", 6), ("BA", 5))
    read = parse_blt(alike.ballots)
    assert sorted(int(number) for number in read.ballots.values()) == [5, 6]
    assert counted(given, ("AB", 6), ("BA", 5), ("QLBA", 1)).ballots == ""
    assert counted(rules(Rule.SCORE), ("AB", 6), ("BA", 5)).ballots == ""


@pytest.mark.parametrize("rule", sorted(BY_TRANSFER))
def test_the_picture_loses_no_vote(rule: Rule) -> None:
    tally = counted(rules(rule, seats=2), ("ABL", 17), ("BAL", 9), ("LB", 7), ("QL", 6), ("Q", 1))
    states = states_of(tally)
    order = order_of(tally, states, list(tally.totals))
    flow = flow_of(tally, states, order)
    assert all(sum(state.votes.values()) == 40 for state in states)
    for strip in flow.strips:
        assert strip.segments[-1].x + strip.segments[-1].width <= WIDTH + 0.1
        assert all(left.x + left.width <= right.x for left, right in pairwise(strip.segments))
    assert order[: len(tally.winners)] == tally.winners
    assert states[-1].won == set(tally.winners)
