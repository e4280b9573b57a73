"""Each rule on an election small enough to count by hand; docs/counting.md tells the same examples."""

from fractions import Fraction

import pytest

from quartier.counting.counting import RULES, as_json, count
from quartier.counting.election import Election
from quartier.counting.result import CannotCount
from quartier.counting.rules.receipts import Receipts

from .real import crosses, places

pytestmark = pytest.mark.once

# Six voters, 60 euros. a (the playground, 30) has four votes, b (the bench, 30) has three of the same, c (books, 20) two.
STREET = crosses([[0, 1], [0, 1], [0, 1], [0], [2], [2]], costs=[30, 30, 20], budget=60)
PARTY = places([(4, "abc"), (3, "bca"), (2, "cba")], 3)  # b beats everybody, a has the most first places


def test_greedy_gives_all_to_the_larger_group_and_equal_shares_does_not() -> None:
    assert count(STREET, "greedy").winners == ("a", "b")
    assert count(STREET, "equal-shares").winners == ("a", "c")


def test_equal_shares_tells_who_paid_what_and_what_was_missing() -> None:
    result = count(STREET, "equal-shares", completion="none")
    projects = as_json(result.details["projects"])
    assert isinstance(projects, list)
    assert [(one["id"], one.get("price"), one.get("missing")) for one in projects] == [
        ("a", "7.50", None),
        ("b", None, "22.50"),
        ("c", 10, None),
    ]
    assert [one["says"] for one in result.rounds] == [
        "“a” is paid by 4 supporters: 7.50 each.",
        "“c” is paid by 2 supporters: 10 each; 2 of them give all they have left.",
    ]


def test_each_ballot_learns_what_comes_of_it() -> None:
    receipts = count(STREET, "equal-shares").receipts
    assert isinstance(receipts, Receipts)
    mine = receipts.of_ballot(next(iter(ballot for ballot in STREET.ballots if ballot.named == (0, 1))))
    assert mine["says"] == "1 of your 2 projects are coming."
    assert mine["paid"] == {"a": Fraction(15, 2)}


def test_add1_ends_before_the_step_that_would_overspend() -> None:
    result = count(STREET, "equal-shares")  # with 18 each, b could be paid as well: 80 of 60
    assert (result.details["start"], result.details["each"], result.details["steps"]) == (10, 17, 7)


def test_add1_may_spend_the_last_cent() -> None:
    election = crosses([[0], [1], []], costs=[4, 5], budget=9)  # 3 each; with 5 each both come, for exactly 9
    assert sorted(count(election, "equal-shares").winners) == ["a", "b"]


def test_three_rules_three_winners() -> None:
    assert count(PARTY, "plurality").winners == ("a",)
    assert count(PARTY, "irv").winners == ("b",)  # c drops out, b has 5 of 9
    assert count(PARTY, "schulze").winners == ("b",)


def test_a_runoff_may_drop_whom_everybody_could_live_with() -> None:
    election = places([(4, "abc"), (3, "cba"), (2, "bac")], 3)
    assert count(election, "irv").winners == ("a",)
    assert count(election, "schulze").winners == ("b",)


@pytest.mark.parametrize("rule", ["stv", "scottish-stv", "meek-stv"])
def test_two_thirds_of_the_votes_are_two_of_three_seats(rule: str) -> None:
    election = places([(60, "abc"), (30, "def")], 6, seats=3)
    assert sorted(count(election, rule).winners) == ["a", "b", "d"]


@pytest.mark.parametrize("rule", ["phragmen", "equal-shares"])
def test_committees_are_proportional(rule: str) -> None:
    ballots = [[0, 1, 2]] * 6 + [[3, 4, 5]] * 3
    result = count(crosses(ballots), rule, seats=3)
    winners = result.winners
    assert [one["option"] for one in result.rounds] == list(winners)  # each seat is told
    assert sum(name in "abc" for name in winners) == 2
    assert count(crosses(ballots), "approval", seats=3).winners == ("a", "b", "c")


@pytest.mark.parametrize("rule", RULES)
def test_all_abstain(rule: str) -> None:
    for election in (crosses([[], []], costs=[5, 5], budget=5), places([(2, "")], 3)):
        assert count(election, rule).winners == ()


@pytest.mark.parametrize("rule", RULES)
def test_one_voter(rule: str) -> None:
    assert count(crosses([[1]], costs=[5, 5], budget=5), rule).winners == ("b",)


@pytest.mark.parametrize("rule", [name for name, rule in RULES.items() if rule.spends])
def test_no_money_and_projects_dearer_than_all_of_it(rule: str) -> None:
    assert count(crosses([[0], [0, 1]], costs=[5, 7], budget=0), rule).winners == ()
    assert count(crosses([[0], [0], [1]], costs=[50, 7], budget=10), rule).winners == ("b",)


def test_a_single_kind_of_ballot_with_equal_shares() -> None:
    election = crosses([[0, 1, 2]] * 7, costs=[3, 4, 5], budget=9)
    result = count(election, "equal-shares")
    assert sum({"a": 3, "b": 4, "c": 5}[name] for name in result.winners) <= 9
    assert len(result.winners) == 2


def test_what_costs_nothing_comes_if_anybody_wants_it() -> None:
    assert count(crosses([[0]], costs=[0, 0], budget=0), "equal-shares").winners == ("a",)


def test_a_tie_for_the_last_place_is_drawn_for_all_to_see() -> None:
    election = crosses([[0], [1], [2]])
    first = count(election, "approval", seats=1, seed="2026-11-21: 3 14 15 27 33 48")
    again = count(election, "approval", seats=1, seed="2026-11-21: 3 14 15 27 33 48")
    assert first.winners == again.winners
    ties = first.lots.told()
    assert (ties["seed"], ties["seed_from"]) == ("2026-11-21: 3 14 15 27 33 48", "given")
    (draw,) = first.lots.draws
    assert draw.order[0] == first.winners[0]
    assert str(draw.says).startswith("a, b and c are level (the same number of votes). The lot decides: ")
    assert {count(election, "approval", seats=1, seed=str(n)).winners[0] for n in range(30)} == {"a", "b", "c"}


def test_no_lot_is_drawn_where_it_decides_nothing() -> None:
    assert not count(crosses([[0], [1], [2]]), "approval", seats=3).lots.draws


def test_crosses_are_no_places() -> None:
    with pytest.raises(CannotCount, match="needs places"):
        count(crosses([[0, 1]]), "irv")


def test_more_seats_than_options_is_refused() -> None:
    with pytest.raises(CannotCount, match="4 seats for 3 options"):
        count(PARTY, "stv", seats=4)


def test_a_ballot_that_shares_a_place_waits_until_it_is_clear() -> None:
    from quartier.counting.election import Ballot

    shared = {Ballot(((0, 1), (2,))): Fraction(3), Ballot(((0,),)): Fraction(4), Ballot(((1,), (0,))): Fraction(2)}
    election = Election(PARTY.options, shared, "ranking")
    assert count(election, "irv").rounds[0]["set_aside"] == 3


def test_a_tie_is_declared_also_where_many_steps_of_add1_were_leapt_over() -> None:
    for seed in "abc":
        result = count(crosses([[0, 1]] * 6, costs=[3000, 4500], budget=6000), "equal-shares", seed=seed)
        assert [set(draw.order) for draw in result.lots.draws] == [{"a", "b"}]
        assert result.lots.draws[0].order[0] == result.winners[0]
