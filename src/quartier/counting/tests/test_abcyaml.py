"""abcvoting's files: what they say, and where one is wrong. Other formats: test_files.py."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quartier.counting.counting import count
from quartier.counting.election import Ballot
from quartier.counting.files.abcyaml import parse_abc_yaml
from quartier.counting.files.text import Malformed

pytestmark = pytest.mark.once


def test_abcvoting() -> None:
    election = parse_abc_yaml("profile: [[0, 2], [1], []]\nvoter_weights: [1, 2.5, 1]\nnum_cand: 3\ncommitteesize: 2\n")
    assert election.ballots == {Ballot(()): 1, Ballot(((0, 2),)): 1, Ballot(((1,),)): Fraction(5, 2)}
    assert (election.seats, election.options[2].id) == (2, "2")
    assert count(election, "approval", seats=1).winners == ("1",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("profile: [[0, 2], [1]\nnum_cand: 3\n", "line 2, column 1: this is no YAML"),
        ("num_cand: 3\n", "line 1, column 1: “profile” should be a list of approval sets"),
        ("num_cand: 3\nprofile: [[0, 3]]\n", "line 2, column 15: ballot 1: there is no candidate “3”"),
        ("num_cand: 3\nprofile: [[0, 0]]\n", "line 2, column 15: ballot 1 names a candidate twice"),
        ("num_cand: 3\nprofile: [[0], 1]\n", "line 2, column 16: ballot 2 should be a list like [0, 2]"),
        (
            "num_cand: 3\nprofile: [[0]]\ncommitteesize: few\n",
            "line 3, column 16: “committeesize” should be a number of seats",
        ),
        ("profile: [[²]]\nnum_cand: 3\n", "line 1, column 12: ballot 1: there is no candidate “²”"),
        ("num_cand: 9\nprofile: [[0]]\nprofile: [[1]]\n", "line 3, column 1: “profile” stands twice"),
        ("num_cand: 3\nprofile: &a [*a]\n", "line 2, column 14: this points to itself or to nothing"),
        ("num_cand: 3\nprofile: [[0]]\nvoter_weights: [-1]\n", "line 3, column 17: a weight is less than nothing"),
        ("num_cand: 3\nprofile: [[\x070]]\n", "line 2, column 12: this sign may not stand in YAML"),
        ("profile: " + "[" * 100_000, "line 1, column 30: lists within lists"),
        ("just words", "line 1, column 1: the file should consist of keys and values"),
    ],
)
def test_a_malformed_abc_yaml_names_the_place(text: str, says: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse_abc_yaml(text)
    assert str(refused.value).startswith(says)
