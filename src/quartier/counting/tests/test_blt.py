"""The format of ranked ballots (BLT) with all its quirks, and what is wrong with a file."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quartier.counting.election import Ballot, Election, Option
from quartier.counting.files.blt import parse_blt, write_blt
from quartier.counting.files.text import Malformed

pytestmark = pytest.mark.once

BLT = """4 2   # four candidates, two seats
-2
3 1 3 4 0
4 1 3 2 0
(b17) 2.5 4=1 - 3 0
1 2 0 /* nobody who still stands */
0
"Adam"
"Basil"
"Charlotte  ""Lotte"" Meyer" "Donald"
"The # board"
"""


def test_blt_with_all_that_grew_onto_it() -> None:
    election = parse_blt(BLT)
    assert election.title == "The # board"
    assert [option.name for option in election.options] == ["Adam", 'Charlotte "Lotte" Meyer', "Donald"]
    assert election.notes == ("Basil withdrew.",)
    assert election.seats == 2
    assert election.ballots == {
        Ballot(((0,), (1,), (2,))): 3,
        Ballot(((0,), (1,))): 4,
        Ballot(((0, 2), (1,))): Fraction(5, 2),
        Ballot(()): 1,
    }


def test_blt_names_without_quotes() -> None:
    assert [one.id for one in parse_blt("2 1\n1 2 0\n0\nAda Lovelace\nGrace Hopper\nChair\n").options] == [
        "Ada Lovelace",
        "Grace Hopper",
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("3 1 3 4 0", "3 1 9 4 0", "line 3, column 5: there is no candidate “9”"),
        ("3 1 3 4 0", "3 1 3 3 0", "line 3, column 7: candidate 3 stands twice on this ballot"),
        ("3 1 3 4 0", "x 1 3 4 0", "line 3, column 1: the number of ballots should be a number, not “x”"),
        ("3 1 3 4 0", "3 1 ① 4 0", "line 3, column 5: there is no candidate “①”"),
        ("-2", "-7", "line 2, column 1: there is no candidate “7”"),
        ("4 2 ", "four 2 ", "line 1, column 1: here should be a number, not “four”"),
        ('"Basil"', "Basil", "line 9, column 1: names stand in quotes, “Basil” doesn't"),
        ('"The # board"', '"The # board', "line 11, column 1: this is opened and never closed"),
    ],
)
def test_a_malformed_blt_names_the_place(old: str, new: str, says: str) -> None:
    assert old in BLT
    with pytest.raises(Malformed) as refused:
        parse_blt(BLT.replace(old, new))
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize("end", [20, 50, 90, 120, 140])
def test_a_blt_that_is_cut_off_is_refused(end: int) -> None:
    with pytest.raises(Malformed):
        parse_blt(BLT[:end])


def test_a_blt_file_that_was_written_reads_the_same() -> None:
    ballots = {Ballot(((1,), (0, 2))): Fraction(7), Ballot(()): Fraction(2), Ballot(((2,),)): Fraction(5)}
    options = tuple(Option(name, name) for name in ('Ayşe "Ay" Demir', "Bänke", "c"))
    read = parse_blt(write_blt(Election(options, ballots, "ranking", "Hof; 2026"), 2))
    assert (dict(read.ballots), read.options, read.seats, read.title) == (ballots, options, 2, "Hof; 2026")
