"""Ballots become a result, and the reasons for it. No database: the same ballots always give the same."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from quartier.api import Refused
from quartier.steps.budget.ballots import checked
from quartier.steps.budget.counted import counted, payments, publishable
from quartier.steps.budget.rules import Project, Rule, Rules, Sort
from quartier.steps.budget.words import own_in_words, project_in_words, result_in_words, rule_in_words, shares_in_words

COSTS = (300_000, 450_000, 150_000, 80_000)


def rules_of(*costs: int, money: int = 600_000, **more: Any) -> Rules:
    projects = tuple(
        Project(key=f"p{n}", number=n, title=f"Nr. {n}", cost=cost) for n, cost in enumerate(costs or COSTS, start=1)
    )
    return Rules(projects=projects, money=money, **more)


def ticks(*numbers: int) -> dict[str, int]:
    return {f"p{number}": 1 for number in numbers}


def chosen(tally: dict[str, Any]) -> list[int]:
    return [line["number"] for line in tally["lines"] if line["place"]]


def test_every_payment_of_every_ballot_adds_up_to_what_was_spent() -> None:
    rules = rules_of()
    kinds = [(ticks(1, 3), 7), (ticks(2, 3), 5), (ticks(3, 4), 3), ({}, 2)]
    tally = counted(rules, kinds, secret="geheim")
    paid = sum(sum(payments(rules, tally, content).values(), Fraction(0)) * many for content, many in kinds)
    assert paid * 100 == tally["spent"] == sum(line["cost"] for line in tally["lines"] if line["place"])
    assert tally["spent"] <= rules.money
    assert (tally["cast"], tally["empty"]) == (17, 2)


def test_payments_of_points_and_places_add_up_too() -> None:
    for sort, ballots in (
        (Sort.POINTS, [({"p1": 4, "p3": 1}, 6), ({"p2": 2, "p3": 3}, 6)]),
        (Sort.RANKING, [({"p1": 1, "p3": 2}, 6), ({"p3": 1, "p4": 2}, 6)]),
    ):
        rules = rules_of(sort=sort)
        tally = counted(rules, ballots, secret="geheim")
        paid = sum(sum(payments(rules, tally, content).values(), Fraction(0)) * many for content, many in ballots)
        assert paid * 100 == tally["spent"] > 0, sort


def test_a_third_of_the_voters_decides_about_a_third_of_the_money_and_greedy_gives_them_nothing() -> None:
    costs, kinds = (200_000, 200_000, 200_000), [(ticks(1, 2), 20), (ticks(3), 10)]
    rules = rules_of(*costs, 100_000, money=600_000)
    assert chosen(counted(rules, kinds, secret="x")) == [1, 2, 3]
    short = rules_of(*costs, money=450_000)
    assert 3 not in chosen(counted(rules_of(*costs, money=450_000, rule=Rule.GREEDY), kinds, secret="x"))
    assert len(chosen(counted(short, kinds, secret="x"))) >= 1


def test_a_tie_for_the_last_place_is_drawn_and_the_draw_can_be_done_again() -> None:
    rules, kinds = rules_of(400_000, 400_000, money=500_000), [(ticks(1, 2), 8)]
    tallies = [counted(rules, kinds, secret=secret) for secret in ("a", "b", "c", "d", "e", "f")]
    assert {tuple(chosen(tally)) for tally in tallies} == {(1,), (2,)}
    assert all(tally["ties"][0]["decides"] for tally in tallies)
    assert tallies[0]["secret"] == "a"
    assert counted(rules, kinds, secret="a") == tallies[0]


def test_a_tie_that_decides_nothing_says_so_and_without_a_tie_the_secret_stays_one() -> None:
    both = counted(rules_of(100_000, 100_000, money=500_000), [(ticks(1, 2), 8)], secret="a")
    assert chosen(both) == [1, 2]
    assert not any(tie["decides"] for tie in both["ties"])
    one = counted(rules_of(100_000, 300_000), [(ticks(1), 8)], secret="a")
    assert (one["ties"], one["secret"]) == ([], "")


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        ([], "Nobody voted"),
        ([({}, 7)], "abstained"),
        ([(ticks(2), 1)], "1 of 4 projects comes"),
        ([(ticks(1, 2), 9)], "of 4 projects come"),
    ],
)
def test_nobody_only_abstentions_one_voter_a_single_kind_of_ballot(rule: Rule, kinds: Any, says: str) -> None:
    rules = rules_of(rule=rule)
    assert says in result_in_words(counted(rules, kinds, secret="x"), rules)


def test_a_project_dearer_than_all_the_money_and_a_budget_of_nothing_break_nothing() -> None:
    rules = rules_of(900_000, 100_000)
    assert chosen(counted(rules, [(ticks(1), 5), (ticks(2), 1)], secret="x")) == [2]
    nothing = rules_of(100, 200, money=0)
    tally = counted(nothing, [(ticks(1), 5)], secret="x")
    assert "No project comes" in result_in_words(tally, nothing)


def test_small_numbers_are_never_told() -> None:
    rules = rules_of()
    tally = counted(rules, [(ticks(1), 9), (ticks(4), 3)], secret="x")
    few, many = tally["lines"][3], tally["lines"][0]
    assert project_in_words(few, tally, rules)[0] == "Fewer than five people voted for it, so no numbers are shown."
    assert not any(sign.isdigit() for sign in " ".join(project_in_words(few, tally, rules)))
    assert "9 people are for it." in project_in_words(many, tally, rules)
    three = counted(rules, [(ticks(1), 3)], secret="x")
    assert project_in_words(three["lines"][0], three, rules) == []
    assert shares_in_words(three, rules) == []


def test_ballots_are_published_all_or_none() -> None:
    assert publishable([(ticks(1), 5), (ticks(2), 6)]) == [[ticks(1), 5], [ticks(2), 6]]
    assert publishable([(ticks(1), 500), (ticks(2), 4)]) is None
    assert publishable([]) is None


def test_one_reads_which_of_ones_own_come() -> None:
    assert own_in_words(3, 5) == "3 of your 5 projects come."
    assert own_in_words(1, 5) == "1 of your 5 projects comes."
    assert (own_in_words(0, 1), own_in_words(2, 2), own_in_words(0, 0)) == (
        "Your project doesn't come.",
        "All 2 of your projects come.",
        "You abstained.",
    )


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("sort", list(Sort))
def test_each_rule_is_said_in_three_sentences(rule: Rule, sort: Sort) -> None:
    assert len(rule_in_words(rules_of(rule=rule, sort=sort))) == 3


@pytest.mark.parametrize(
    ("sort", "ballot", "says"),
    [
        (Sort.APPROVAL, {"p1": 1, "p2": 1, "p3": 1}, "1 tick too many"),
        (Sort.APPROVAL, {"p1": 2}, "once"),
        (Sort.APPROVAL, {"p99": 1}, "isn't voted on"),
        (Sort.CART, {"p1": 1, "p2": 1}, "1,500\u00a0€ too much"),
        (Sort.POINTS, {"p1": 2, "p2": 1}, "1 point too many"),
        (Sort.POINTS, {"p1": -1}, "whole numbers"),
        (Sort.POINTS, {"p1": "2"}, "whole numbers"),
        (Sort.POINTS, {"p1": True}, "whole numbers"),
        (Sort.RANKING, {"p1": 1, "p2": 1}, "same place"),
        (Sort.RANKING, {"p1": 3}, "places 1 to 2"),
    ],
)
def test_a_ballot_that_is_not_valid_is_refused_with_a_sentence(sort: Sort, ballot: Any, says: str) -> None:
    with pytest.raises(Refused, match=says):
        checked(rules_of(sort=sort, most=2), ballot)


def test_the_same_choice_is_kept_the_same_however_it_was_written() -> None:
    rules = rules_of(sort=Sort.RANKING, most=4)
    assert checked(rules, {"p3": 4, "p1": 2}) == checked(rules, {"p1": 1, "p3": 3, "p2": 0}) == {"p1": 1, "p3": 2}
    assert list(checked(rules_of(), {"p3": 1, "p1": 1})) == ["p1", "p3"]
