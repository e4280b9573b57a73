"""What needs no database: which statement comes next, crowds instead of people, what may be published."""

from __future__ import annotations

import numpy as np

from quartier.counting.opinions.votes import UNSEEN, Opinions, Statement
from quartier.steps.opinions.content import answers_in, content_of, matrix
from quartier.steps.opinions.crowds import FEWEST_A_DOT, MOST_DOTS, dots_of, hull_of
from quartier.steps.opinions.drawing import drawn, group_at, place_of
from quartier.steps.opinions.faces import bar
from quartier.steps.opinions.results import published
from quartier.steps.opinions.routing import Candidate, next_of, weight
from quartier.steps.opinions.terms import WORDS


def two_camps(people: int = 40, statements: int = 12) -> Opinions:
    """The first half agrees with the odd statements, the second with the even ones; all with the first."""
    votes = np.full((people, statements), -1, dtype=np.int8)
    votes[: people // 2, 0::2] = 1
    votes[people // 2 :, 1::2] = 1
    votes[:, 0] = 1
    votes[::7, 3] = 0
    return Opinions(tuple(map(str, range(people))), tuple(Statement(str(n + 1)) for n in range(statements)), votes)


def test_a_ballot_says_the_same_for_the_same_answers_and_leaves_out_rubbish() -> None:
    content = content_of({3: "agree", 1: "agree", 2: "pass"})
    assert content == {"agree": [1, 3], "disagree": [], "pass": [2]}
    assert content_of(answers_in(content)) == content
    assert answers_in({"agree": [1, "x", -3, True, None], "love": [2], "pass": 7}) == {1: "agree"}
    votes = matrix([content, {}, {"agree": [99], "disagree": [2]}], [1, 2, 4])
    assert votes.tolist() == [[1, 0, UNSEEN], [UNSEEN] * 3, [UNSEEN, -1, UNSEEN]]


def test_the_next_statement_is_the_same_for_one_person_and_rare_ones_come_first() -> None:
    rare, known = Candidate(1), Candidate(2, agreed=40, disagreed=40)
    assert weight(rare) > 20 * weight(known)
    firsts = [next_of([rare, known], f"1:{person}") for person in range(300)]
    assert firsts == [next_of([known, rare], f"1:{person}") for person in range(300)]
    assert 270 < firsts.count(rare) < 300  # the other one still comes now and then
    passed, telling = Candidate(3, passed=30), Candidate(4, agreed=15, disagreed=15, extremity=2.0)
    assert weight(telling) > 10 * weight(passed)
    assert next_of([], "1:1") is None


def test_two_people_get_different_orders() -> None:
    fresh = [Candidate(number) for number in range(1, 21)]
    assert len({next_of(fresh, f"1:{person}") for person in range(60)}) > 10


def test_no_dot_stands_for_fewer_than_five_and_none_lies_where_somebody_alone_stands() -> None:
    chance = np.random.default_rng(5)
    points = np.vstack([chance.normal(size=(63, 2)), [[40.0, 40.0]]])  # one of them far off
    dots = dots_of(points)
    assert sum(count for _x, _y, count in dots) == 64
    assert min(count for _x, _y, count in dots) >= FEWEST_A_DOT
    assert max(max(x, y) for x, y, _count in dots) < 20
    assert all(corner in {(x, y) for x, y, _count in dots} for corner in hull_of(dots))
    assert dots_of(points[:4]) == []
    assert len(dots_of(chance.normal(size=(5_000, 2)))) <= MOST_DOTS
    assert len(dots_of(np.zeros((50, 2)))) == 8  # all at one spot


def test_nothing_kept_of_a_map_tells_of_a_single_person() -> None:
    kept = drawn(two_camps())
    assert [group["size"] for group in kept["groups"]] == [20, 20]
    assert set(kept) == {
        "answering", "answers", "people", "needed", "numbers", "counts", "unsure", "groups",
        "uniting", "rejected", "dividing", "middle", "axes", "taken_out",
    }  # fmt: skip
    assert all(count >= FEWEST_A_DOT for group in kept["groups"] for _x, _y, count in group["dots"])
    assert kept["uniting"] == [1]
    assert kept["dividing"][0] in {2, 3, 5, 6}


def test_whoever_looks_stands_where_the_map_would_put_them() -> None:
    opinions = two_camps()
    kept = drawn(opinions)
    first = {n + 1: WORDS[int(vote)] for n, vote in enumerate(opinions.votes[0])}
    last = {n + 1: WORDS[int(vote)] for n, vote in enumerate(opinions.votes[39])}
    places = [place_of(first, kept), place_of(last, kept)]
    assert group_at(places[0] or (0, 0), kept) != group_at(places[1] or (0, 0), kept)
    assert place_of({1: "agree"}, kept) is None  # too little
    assert place_of(first, {}) is None


def test_a_map_drawn_again_keeps_left_and_right_and_its_letters() -> None:
    opinions = two_camps()
    before = drawn(opinions)
    turned = {
        **before,
        "axes": [[-number for number in axis] for axis in before["axes"]],
        "groups": [{**g, "centre": [-one for one in g["centre"]]} for g in before["groups"]],
    }
    again = drawn(opinions, turned)
    for was, now in zip(turned["groups"], again["groups"], strict=True):
        assert np.allclose(was["centre"], now["centre"], atol=0.01)


def test_few_people_one_voter_and_no_statements_make_no_map() -> None:
    assert drawn(two_camps(people=9))["groups"] == []
    assert drawn(two_camps(people=1))["groups"] == []
    assert drawn(Opinions((), (), matrix([{"agree": [3]}], [])))["groups"] == []


def test_a_statement_that_everybody_passes_unites_nobody_and_is_said_to_be_open() -> None:
    opinions = two_camps()
    opinions.votes[:, 5] = 0
    kept = drawn(opinions)
    assert 6 not in kept["uniting"] + kept["rejected"] + kept["dividing"]
    assert kept["unsure"] == [6]
    passing = Opinions(opinions.participants, opinions.statements, np.zeros_like(opinions.votes))
    assert len(drawn(passing)["groups"]) == 1  # everybody passes everything


def test_small_numbers_are_not_published_and_cannot_be_worked_out() -> None:
    assert published(30, [12, 18]) == (30, [12, 18])
    assert published(30, [27, 3]) == (30, [None, None])
    assert published(30, [12, 14]) == (30, [None, None])  # four who are on no map
    assert published(3, [0, 3]) == (None, [None, None])
    assert published(12, [12, 0]) == (12, [12, 0])
    assert (bar([9, 0, 0], "A").agree, bar([9, 1, 0], "A").agree) == (None, 9)
    assert bar([11, 11, 0], "").unsure == 0  # fives both, never eleven tenths
