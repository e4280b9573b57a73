"""The opinion map on made-up conversations, and on exports that are broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quartier.counting.files.text import Malformed
from quartier.counting.opinions.export import read_export
from quartier.counting.opinions.grouping import find_groups, silhouette
from quartier.counting.opinions.opinion_map import draw_map
from quartier.counting.opinions.votes import UNSEEN, Opinions, Statement

pytestmark = pytest.mark.once


def two_camps(people: int = 60, statements: int = 20, seed: int = 7) -> Opinions:
    """Even rows agree with the first half of the statements, odd rows with the second; all agree with the last one."""
    chance = np.random.default_rng(seed)
    sides = np.where(np.arange(people)[:, None] % 2 == np.arange(statements)[None, :] * 2 // statements, 1, -1)
    votes = np.where(chance.random((people, statements)) < 0.1, -sides, sides).astype(np.int8)
    votes[:, -1] = 1
    votes[chance.random((people, statements)) < 0.3] = UNSEEN
    named = tuple(Statement(str(number)) for number in range(statements))
    return Opinions(tuple(f"p{number}" for number in range(people)), named, votes)


def told(opinions: Opinions) -> dict[str, Any]:
    return draw_map(opinions).told_in_detail()


def test_two_camps_are_found_with_what_unites_them() -> None:
    opinions = two_camps()
    found = draw_map(opinions)
    groups = told(opinions)["groups"]
    assert {groups[f"p{n}"] for n in range(0, 60, 2)} ^ {groups[f"p{n}"] for n in range(1, 60, 2)} == {0, 1}
    assert told(opinions)["uniting"][0] == 19
    assert 19 not in found.dividing
    assert str(found.says) == "60 people answered enough; they form 2 groups."


def test_the_map_is_the_same_each_time_and_in_any_order() -> None:
    opinions = two_camps()
    turned = Opinions(opinions.participants[::-1], opinions.statements, opinions.votes[::-1])
    assert told(opinions) == told(two_camps())
    assert told(opinions)["groups"] == told(turned)["groups"]
    assert told(opinions)["uniting"] == told(turned)["uniting"]


def test_a_statement_everybody_passes_changes_nothing() -> None:
    opinions = two_camps()
    passed = np.hstack([opinions.votes, np.zeros((60, 1), dtype=np.int8)])
    with_it = Opinions(opinions.participants, (*opinions.statements, Statement("20")), passed)
    assert told(with_it)["groups"] == told(opinions)["groups"]
    assert 20 not in told(with_it)["uniting"][:5]
    assert 20 not in told(with_it)["dividing"]


def test_what_moderators_took_out_is_not_told() -> None:
    opinions = two_camps()
    statements = (*opinions.statements[:-1], Statement("19", shown=False))
    found = told(Opinions(opinions.participants, statements, opinions.votes))
    assert 19 not in found["uniting"]


def test_no_group_is_smaller_than_the_smallest() -> None:
    opinions = two_camps(people=20)
    assert len(draw_map(opinions, smallest=11).grouping.centres) == 1
    sizes = draw_map(opinions, smallest=8).sizes
    assert sizes == [10, 10]


@pytest.mark.parametrize("answer", [-1, 0, 1, int(UNSEEN)])
def test_everybody_says_the_same(answer: int) -> None:
    same = np.full((12, 9), answer, dtype=np.int8)
    opinions = Opinions(tuple("abcdefghijkl"), tuple(Statement(str(n)) for n in range(9)), same)
    found = draw_map(opinions)
    assert len(found.grouping.centres) == 1
    assert found.told()["dividing"] == []


def test_one_person_and_nobody() -> None:
    one = Opinions(("a",), tuple(Statement(str(n)) for n in range(8)), np.ones((1, 8), dtype=np.int8))
    assert draw_map(one).told()["groups"] == {"a": 0}
    nobody = Opinions((), (Statement("0"),), np.zeros((0, 1), dtype=np.int8))
    assert draw_map(nobody).told()["groups"] == {}
    assert str(draw_map(nobody).says).startswith("Nobody has answered enough")


def test_a_few_votes_later_the_groups_are_still_recognisable() -> None:
    opinions = two_camps()
    before = draw_map(opinions)
    more = opinions.votes.copy()
    more[:3, :5] = 1
    after = draw_map(Opinions(opinions.participants, opinions.statements, more), before=before)
    assert (after.grouping.labels == before.grouping.labels).mean() > 0.95


def test_silhouette_is_that_of_the_textbook() -> None:
    points = np.array([[0.0, 0.0], [0.0, 2.0], [10.0, 0.0]])
    # First point: 2 to its own, 10 to the other: 0.8. Second: 2 and 10.198: 0.8039. Alone: 0.
    assert silhouette(points[[0, 0, 2, 2]], np.array([0, 0, 1, 1])) == 1.0
    assert silhouette(points, np.array([0, 0, 1])) == pytest.approx((0.8 + (1 - 2 / 10.198039) + 0) / 3)


def test_somebody_far_from_all_is_no_group() -> None:
    points = np.array(
        [[float(n % 3), 0.0] for n in range(20)] + [[float(n % 3), 50.0] for n in range(20)] + [[900.0, 0.0]]
    )
    assert sorted(np.bincount(find_groups(points, 5).labels).tolist()) == [20, 21]


def export(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.csv").write_text(text)
    return folder


VOTES = "timestamp,datetime,comment-id,voter-id,vote\n1,x,0,7,1\n2,x,1,7,-1\n3,x,0,7,-1\n1,x,0,8,0\n"


def test_without_a_table_the_last_vote_of_each_person_counts(tmp_path: Path) -> None:
    opinions = read_export(export(tmp_path, votes=VOTES, comments='comment-id,moderated,comment-body\n0,-1,"A\nB"\n'))
    assert opinions.participants == ("7", "8")
    assert opinions.votes.tolist() == [[-1, -1], [0, int(UNSEEN)]]
    assert [(one.text, one.shown) for one in opinions.statements] == [("A\nB", False), ("", True)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (VOTES.replace("2,x,1,7,-1", "2,x,1,7,5"), "votes.csv: line 3, column 5: “5” is no answer"),
        (VOTES.replace("2,x,1,7,-1", "2,x,1,7"), "votes.csv: line 3, column 1: 4 cells, but the heading has 5"),
        (
            VOTES.replace("voter-id", "who"),
            "votes.csv: line 1, column 1: the heading should name the column “voter-id”",
        ),
        ("", "votes.csv: line 1, column 1: the file is empty"),
        (VOTES.replace("1,x,0,8", "soon,x,0,8"), "votes.csv: line 5, column 1: “soon” is no time stamp"),
    ],
)
def test_a_broken_export_names_the_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_export(export(tmp_path, votes=text))
    assert str(refused.value).startswith(says)


def test_a_folder_without_votes(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match=r"neither participants-votes.csv nor votes.csv"):
        read_export(tmp_path)
    with pytest.raises(Malformed, match="this is no folder"):
        read_export(tmp_path / "nothing")
