"""Formats with all their quirks, and what is wrong with a file: line and column are named, nothing is counted."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from quartier.counting.counting import count
from quartier.counting.election import Ballot, Election
from quartier.counting.files import text as reading_text
from quartier.counting.files.abcyaml import parse_abc_yaml
from quartier.counting.files.pabulib import parse_pb, write_pb
from quartier.counting.files.pabulib_meaning import election_of
from quartier.counting.files.preflib import parse_preflib
from quartier.counting.files.reading import read_election
from quartier.counting.files.text import Malformed, number

pytestmark = pytest.mark.once

PB = """META
key;value
description;"A street; small"
num_projects;3
num_votes;4
budget;1 000 000,00
vote_type;approval
PROJECTS
project_id;cost;votes;name;selected
1;500 000.00;2;"The ""big"" swing";1
2;250000,50;2;Benches;0
x3;0;1;Tree
VOTES
voter_id;age;vote
1;67;1,2
2;;2
3;31;x3,1
4;12;
"""


def pb(changes: dict[str, str] | None = None, text: str = PB) -> Election:
    for old, new in (changes or {}).items():
        assert old in text
        text = text.replace(old, new)
    return election_of(parse_pb(text))


def test_pabulib_with_its_quirks() -> None:
    election = pb()
    assert election.title == "A street; small"
    assert election.budget == 1_000_000
    assert [(one.id, one.name, one.cost) for one in election.options] == [
        ("1", 'The "big" swing', 500_000),
        ("2", "Benches", Fraction("250000.5")),
        ("x3", "Tree", 0),
    ]
    assert election.voters == 4  # an empty ballot counts as a voter: it shares the money
    assert election.published == ("1",)
    assert pb({"\n": "\r\n"}) == pb({"\n": "\r"}) == election
    assert pb({"META": "meta ", "VOTES": " Votes;;"}) == election


def test_pabulib_written_and_read_again() -> None:
    file = parse_pb(PB)
    assert election_of(parse_pb(write_pb(file))) == pb()
    assert write_pb(parse_pb(write_pb(file))) == write_pb(file)


@pytest.mark.parametrize("vote_type", ["cumulative", "scoring"])
def test_points(vote_type: str) -> None:
    points = {"approval": vote_type, "age;vote": "points;vote", "1;67;1,2": "1;3,0.5;1,2", "2;;2": "2;1;2"}
    election = pb(points | {"3;31;x3,1": "3;2,2;x3,1", "4;12;": "4;;None"})
    assert election.kind == "points"
    assert election.ballots[Ballot(((0,), (1,)), (Fraction(3), Fraction(1, 2)))] == 1
    assert election.ballots[Ballot(((0, 2),), (Fraction(2), Fraction(2)))] == 1
    assert election.ballots[Ballot(())] == 1
    assert [one["votes"] for one in count(election, "score").rounds] == [5, 2, Fraction(3, 2)]


def test_ordinal_ballots_have_places() -> None:
    election = pb({"approval": "ordinal\nmax_length;3"})
    assert election.ballots[Ballot(((2,), (0,)))] == 1
    assert [one["votes"] for one in count(election, "greedy").rounds] == [5, 5, 3]  # 3 for the first place, 2, 1


def test_choose_one() -> None:
    election = pb({"approval": "choose-1", "1,2": "1", "x3,1": "1"})
    assert count(election, "irv").winners == ("1",)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("1 000 000,00", "a lot", "line 6, column 8: the budget should be a number, not “a lot”"),
        ("1 000 000,00", "-5", "line 6, column 8: the budget is less than nothing"),
        ("budget;", "geld;", "line 1, column 1: META says nothing about “budget”"),
        ("approval", "handshake", "line 7, column 11: vote_type “handshake” is unknown"),
        (
            "num_votes;4",
            "num_votes;9",
            "line 5, column 11: META promises 9 ballots, but 4 stand here: is the file cut off?",
        ),
        ("cost;", "price;", "line 9, column 1: the heading of PROJECTS should name the column “cost”"),
        ("250000,50", "cheap", "line 11, column 3: the cost of project 2 should be a number, not “cheap”"),
        ("x3;0", "1;0", "line 12, column 1: project “1” stands twice"),
        ("x3,1", "x3,7", "line 17, column 9: there is no project “7”"),
        ("x3,1", "x3,x3", "line 17, column 9: project x3 stands twice on this ballot"),
        ("2;;2", "2;;2;5;6", "line 16, column 6: 5 cells, but the heading of VOTES has 3"),
        (
            "x3;0",
            "x3;" + "9" * 5000,
            "line 12, column 4: the cost of project x3 has more digits than anybody can count",
        ),
        ("1 000 000,00", "1e99", "line 6, column 8: the budget has more digits than anybody can count"),
        ("1 000 000,00", "NaN", "line 6, column 8: the budget should be a number, not “NaN”"),
        ("2;Benches", '2;"Ben' + "c" * 200_000 + '"', "line 11, column 1: a cell in quotes is too long"),
        ("VOTES\n", "", "line 18, column 1: the part VOTES is missing: is the file cut off?"),
        ("META\n", "", "line 1, column 1: the file should begin with the line META"),
    ],
)
def test_a_malformed_pabulib_file_names_the_place(old: str, new: str, says: str) -> None:
    with pytest.raises(Malformed) as refused:
        pb({old: new})
    assert str(refused.value).startswith(says)


def test_more_ballots_than_promised_are_counted_with_a_note() -> None:
    assert pb({"num_votes;4": "num_votes;3"}).notes == ("META promises 3 ballots, but 4 stand here.",)


@pytest.mark.parametrize("text", ["1000", "1 000", "1\u202f000.00", "1.000,00", "1,000.00", "1000,0", "1e3", "1'000"])
def test_a_thousand_in_all_its_clothes(text: str) -> None:
    assert number(text, "the budget", 1) == 1000


NEW = """# FILE NAME: 1.toi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 6
# NUMBER UNIQUE ORDERS: 2
# ALTERNATIVE NAME 1: Ada
# ALTERNATIVE NAME 2: Bert
# ALTERNATIVE NAME 3: Cem
4: 1,{2, 3}
2: 3
"""
OLD = "3\n1,Ada\n2,Bert\n3,Cem\n6,6,2\n4,1,{2,3}\n2,3\n"


def test_preflib_with_old_and_new_headings() -> None:
    election = parse_preflib(NEW)
    assert [option.name for option in election.options] == ["Ada", "Bert", "Cem"]
    assert election.ballots == {Ballot(((0,), (1, 2))): 4, Ballot(((2,),)): 2}
    assert parse_preflib(OLD).ballots == election.ballots
    assert parse_preflib(OLD).options == election.options


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2: 3", "2: 4", "line 9, column 4: there is no candidate “4”"),
        ("2: 3", "2: 3,3", "line 9, column 6: candidate 3 stands twice on this ballot"),
        ("2: 3", "two: 3", "line 9, column 1: the number of ballots should be a number"),
        ("2: 3", "3", "line 9, column 2: a line of votes looks like this"),
        ("{2, 3}", "{2, 3", "line 8, column 6: a ranking looks like this"),
        ("2: 3", "2: ²", "line 9, column 4: there is no candidate “²”"),
        ("2: 3", "2: 3,\x1b[31m\r4", "line 9, column 6: there is no candidate “�[31m”"),
        ("NAME 3: Cem", "NAME 2: Cem", "line 7, column 1: candidate 2 is named twice"),
        ("2: 3\n", "", "line 8, column 1: number voters: 6 promised, 4 found: is the file cut off?"),
        ("# ALTERNATIVE NAME 3: Cem\n", "", "line 7, column 1: number alternatives: 3 promised, 2 found"),
    ],
)
def test_a_malformed_preflib_file_names_the_place(old: str, new: str, says: str) -> None:
    assert old in NEW
    with pytest.raises(Malformed) as refused:
        parse_preflib(NEW.replace(old, new))
    assert str(refused.value).startswith(says)


def test_candidates_may_be_numbered_with_gaps_and_sets_written_as_sets() -> None:
    """As other programs write them."""
    gaps = parse_preflib(NEW.replace("NAME 3", "NAME 6").replace("{2, 3}", "{2, 6}").replace("2: 3", "2: 6"))
    assert gaps == parse_preflib(NEW)
    assert parse_abc_yaml("profile: [{3}, {1, 0}, {}]\n") == parse_abc_yaml("profile: [[3], [0, 1], []]\nnum_cand: 4\n")


def test_a_stray_quote_on_each_two_hundredth_line_is_read_quickly() -> None:
    """Each is looked after for two hundred lines; once each, not once each for every line."""
    votes = "".join(f"{n};67;{chr(34) if n % 200 == 0 else ''}1\n" for n in range(1, 4001))
    with pytest.raises(Malformed, match="there is no project"):
        pb(text=PB[: PB.index("1;67")] + votes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_whatever_it_was_saved_with(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "straße.pb"
    file.write_bytes(PB.replace("Benches", "Bänke").encode(encoding))
    assert read_election(file).options[1].name == "Bänke"


def test_files_that_are_no_elections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty, picture, huge = tmp_path / "empty.pb", tmp_path / "picture.blt", tmp_path / "huge.toi"
    empty.write_text(" \n")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    huge.write_text(NEW)
    monkeypatch.setattr(reading_text, "LARGEST", 20)
    for file, says in (
        (empty, "the file is empty"),
        (picture, "line 3, column 1: this is no text file"),
        (huge, "larger than"),
    ):
        with pytest.raises(Malformed, match=says):
            read_election(file)
    with pytest.raises(Malformed, match="unknown ending"):
        read_election(tmp_path / "votes.xlsx")
