"""Counting votes: in any order, every column adds up, and a tie is drawn so that everybody can do it again."""

import hashlib
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.api import Refused
from quartier.steps.vote.ballots import checked
from quartier.steps.vote.drawing import drawn, lot_of, new_secret, promise_of
from quartier.steps.vote.rules import Majority, Option, Rules, Sort
from quartier.steps.vote.tally import Tally, quorum_of, tally
from quartier.steps.vote.words import result_in_words, rules_in_words

REPEATABLE = settings(max_examples=80, deadline=None, derandomize=True, database=None)
SECRET = "00112233445566778899aabbccddeeff"
OPTIONS = tuple(
    Option(key=f"o{n}", title=title) for n, title in enumerate(["Bänke", "Bäume", "Licht", "Brunnen"], start=1)
)


def rules(sort: Sort, **said: Any) -> Rules:
    return Rules(sort=sort, options=said.pop("options", OPTIONS), **said)


def result(given_rules: Rules, ballots: Any, eligible: int = 100, secret: str = SECRET) -> Tally:
    return tally(given_rules, [checked(given_rules, ballot) for ballot in ballots], eligible=eligible, secret=secret)


ONE = rules(Sort.YES_NO, options=OPTIONS[:1])
YES, NO, ABSTAIN = ({"o1": said} for said in ("yes", "no", "abstain"))
BALLOTS = {
    Sort.YES_NO: st.dictionaries(st.sampled_from(["o1", "o2", "o3", "o4"]), st.sampled_from(["yes", "no", "abstain"])),
    Sort.APPROVAL: st.dictionaries(st.sampled_from(["o1", "o2", "o3", "o4"]), st.integers(0, 1), max_size=3),
    Sort.POINTS: st.dictionaries(st.sampled_from(["o1", "o2", "o3", "o4"]), st.integers(0, 2), max_size=3),
}


@pytest.mark.parametrize("sort", Sort)
def test_the_order_of_ballots_makes_no_difference_and_everything_adds_up(sort: Sort) -> None:
    given_rules = rules(sort, most=6 if sort is Sort.POINTS else 3, chosen=2)

    @REPEATABLE
    @given(st.lists(BALLOTS[sort], max_size=30), st.randoms(use_true_random=False))
    def holds(ballots: Any, random: Random) -> None:
        counted = result(given_rules, ballots)
        random.shuffle(ballots)
        assert result(given_rules, ballots) == counted
        assert len(counted.chosen) <= (len(OPTIONS) if sort is Sort.YES_NO else 2)
        assert {line.key for line in counted.lines} == set(given_rules.keys)
        if sort is Sort.YES_NO:
            assert all(line.points + line.no + line.abstained == len(ballots) for line in counted.lines)
        else:
            assert sum(line.points for line in counted.lines) == sum(sum(ballot.values()) for ballot in ballots)

    holds()


@pytest.mark.parametrize(
    ("sort", "ballot", "sentence"),
    [
        (Sort.YES_NO, {"o1": "perhaps"}, "yes, no or abstention"),
        (Sort.YES_NO, {"o9": "yes"}, "isn't voted on"),
        (Sort.APPROVAL, {"o1": 1, "o2": 1, "o3": 1, "o4": 1}, "1 tick too many"),
        (Sort.APPROVAL, {"o1": 7}, "once"),
        (Sort.POINTS, {"o1": 3, "o2": 2}, "2 points too many"),
        (Sort.POINTS, {"o1": -1, "o2": 4}, "whole numbers"),
        (Sort.POINTS, {"o1": True}, "whole numbers"),
        (Sort.POINTS, {"o1": 3}, "At most 2 points"),
        (Sort.POINTS, ["o1"], "isn't voted on"),
    ],
)
def test_a_ballot_that_is_not_valid_is_refused_with_the_reason(sort: Sort, ballot: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        checked(rules(sort, most=3, most_each=2), ballot)


def test_what_is_not_said_is_an_abstention() -> None:
    assert checked(rules(Sort.YES_NO), {"o2": "no"}) == {"o1": "abstain", "o2": "no", "o3": "abstain", "o4": "abstain"}
    assert checked(rules(Sort.POINTS), {}) == {}


def test_one_voter_decides_and_no_number_shows_how() -> None:
    counted = result(ONE, [YES])
    assert (counted.cast, counted.is_small, len(counted.chosen)) == (1, True, 1)
    assert result_in_words(counted) == "It was adopted."


def test_nobody_and_only_abstentions_decide_nothing() -> None:
    assert result_in_words(result(ONE, [])) == "Nobody voted. Nothing was decided."
    for given_rules, ballots in (
        (ONE, [ABSTAIN] * 7),
        (rules(Sort.POINTS), [{}] * 7),
        (rules(Sort.APPROVAL), [{}] * 7),
    ):
        counted = result(given_rules, ballots)
        assert counted.chosen == ()
        assert counted.empty == 7
        assert "abstained" in result_in_words(counted)


@pytest.mark.parametrize(
    ("majority", "yes", "no", "abstained", "is_adopted"),
    [
        (Majority.SIMPLE, 6, 5, 20, True),
        (Majority.SIMPLE, 5, 5, 0, False),
        (Majority.TWO_THIRDS, 6, 3, 9, True),
        (Majority.TWO_THIRDS, 5, 3, 0, False),
        (Majority.OF_ALL_CAST, 6, 0, 5, True),
        (Majority.OF_ALL_CAST, 6, 0, 6, False),
        (Majority.OF_ALL, 51, 0, 0, True),
        (Majority.OF_ALL, 50, 0, 0, False),
    ],
)
def test_each_majority_at_its_edge(majority: Majority, yes: int, no: int, abstained: int, is_adopted: bool) -> None:
    counted = result(
        rules(Sort.YES_NO, options=OPTIONS[:1], majority=majority), [YES] * yes + [NO] * no + [ABSTAIN] * abstained
    )
    assert bool(counted.chosen) is is_adopted


def test_a_tie_between_yes_and_no_is_said() -> None:
    assert result_in_words(result(ONE, [YES] * 3 + [NO] * 3)) == "It was not adopted: a tie, with 3 yes and 3 no."


def test_too_few_votes_decide_nothing() -> None:
    given_rules = rules(Sort.YES_NO, options=OPTIONS[:1], quorum_percent=25)
    assert (quorum_of(given_rules, 101), quorum_of(given_rules, 0)) == (26, 0)
    assert result(given_rules, [YES] * 24).chosen == ()
    assert "24 of the 25" in result_in_words(result(given_rules, [YES] * 24))
    assert result(given_rules, [YES] * 25).chosen


def test_a_tie_is_drawn_and_anybody_can_draw_it_again() -> None:
    counted = result(rules(Sort.APPROVAL, chosen=2), [{"o1": 1, "o2": 1, "o3": 1}] * 5 + [{"o1": 1}])
    assert counted.lines[0].title == "Bänke"
    by_hand = sorted(["Bäume", "Licht"], key=lambda title: hashlib.sha256(f"{SECRET}:{title}".encode()).hexdigest())
    assert list(counted.lots) == by_hand
    assert [line.title for line in counted.chosen] == ["Bänke", by_hand[0]]
    assert [line.is_tied for line in counted.lines] == [False, True, True, False]
    assert "tie between 2 things for 1 place" in result_in_words(counted)


def test_equals_that_all_fit_need_no_lots_and_what_nobody_wants_is_not_chosen() -> None:
    counted = result(rules(Sort.APPROVAL, chosen=3), [{"o1": 1, "o2": 1}] * 6)
    assert counted.lots == ()
    assert {line.title for line in counted.chosen} == {"Bänke", "Bäume"}


def test_the_secret_was_promised_and_lots_are_fair() -> None:
    secret = new_secret()
    assert promise_of(secret) == hashlib.sha256(secret.encode()).hexdigest()
    assert lot_of("a", "b") == hashlib.sha256(b"a:b").hexdigest()
    firsts = [drawn(f"{n:032x}", ["Bänke", "Bäume", "Licht"])[0] for n in range(600)]
    assert all(150 < firsts.count(title) < 250 for title in ("Bänke", "Bäume", "Licht"))  # always the same 600 secrets
    assert drawn(secret, ["a", "b"]) == drawn(secret, ["b", "a"])


def test_two_things_of_one_title_are_drawn_apart() -> None:
    twins = (Option(key="o1", title="Bank"), Option(key="o2", title="Bank"))
    counted = result(rules(Sort.APPROVAL, options=twins, most=2), [{"o1": 1, "o2": 1}] * 5)
    assert set(counted.lots) == {"Bank (o1)", "Bank (o2)"}
    assert len(counted.chosen) == 1


def test_the_rules_are_told_before_in_sentences() -> None:
    said = rules_in_words(rules(Sort.POINTS, most=5, most_each=3, chosen=2, quorum_number=10), 40)
    assert said == [
        "You have 5 points. Spread them as you like.",
        "One thing may get at most 3 of them.",
        "The 2 things with the most points are chosen.",
        "It only counts if at least 10 people vote.",
        "If there is a tie, lots are drawn. Everybody can check how.",
    ]
