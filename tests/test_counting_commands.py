"""`./quartier count` and `./quartier opinion`: shapes of the JSON, exit codes, and sentences instead of tracebacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quartier.cli import main
from quartier.counting.counting import RULES
from quartier.counting.tests.test_blt import BLT
from quartier.counting.tests.test_files import NEW, PB
from quartier.counting.tests.test_opinions import VOTES, export

pytestmark = pytest.mark.once


@pytest.mark.parametrize("rule", RULES)
def test_json_names_rule_winners_and_rounds(rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "one.blt"
    file.write_text(BLT.replace("4=1", "4"))
    assert main(["count", str(file), "--rule", rule, "--seats", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["rule", "winners", "rounds"]
    assert told["rule"] == rule
    assert told["winners"] == ["Adam"] or rule in {"approval", "phragmen", "equal-shares"}  # places count less there
    assert [one["round"] for one in told["rounds"]] == list(range(1, len(told["rounds"]) + 1))
    assert all(one["says"] for one in told["rounds"])
    assert main(["count", str(file), "--rule", rule, "--seats", "1", "--json", "--details"]) == 0
    more = json.loads(capsys.readouterr().out)
    assert more["ties"]["seed_from"] == "ballots"
    assert more["notes"] == ["Basil withdrew."]
    assert {key: more[key] for key in told} == told


def test_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "street.pb"
    file.write_text(PB)
    assert main(["count", str(file), "--rule", "greedy", "--seed", "13"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "A street; small · the most votes first, as long as the money lasts",
        "",
        '  1. “The "big" swing” (votes: 2) is chosen for 500,000; 500,000 is left.',
        "  2. “Benches” (votes: 2) is chosen for 250,000.50; 249,999.50 is left.",
        "  3. “Tree” (votes: 1) is chosen for 0; 249,999.50 is left.",
        "",
        "3 of 3 are chosen; 750,000.50 of 1,000,000 is spent.",
        "Chosen: 1, 2 and x3",
        "The file names 1 as chosen. Only here: 2 and x3. Only there: –.",
    ]


@pytest.mark.parametrize(
    ("name", "text", "rule", "says"),
    [
        ("a.toi", NEW.replace("2: 3", "2: 9"), "irv", "a.toi: line 9, column 4: there is no candidate “9”.\n"),
        (
            "a.pb",
            PB,
            "irv",
            "irv needs places (1st, 2nd, 3rd …), but these ballots have several crosses of equal worth.\n",
        ),
        ("a.txt", PB, "irv", "unknown ending; known are .pb, .soc"),
        ("missing/a.pb", None, "irv", "a.pb can't be read: No such file or directory.\n"),
    ],
)
def test_refusals_are_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, name: str, text: str | None, rule: str, says: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    assert main(["count", str(tmp_path / name), "--rule", rule]) == 1
    said = capsys.readouterr()
    assert says in said.err
    assert not said.out


BALLOTS = "META\nkey;value\nbudget;{budget}\nvote_type;approval\nPROJECTS\nproject_id;cost\na;30\nb;30\nc;90\nVOTES\nvoter_id;vote\n{votes}"


@pytest.mark.parametrize("rule", ["equal-shares", "greedy"])
@pytest.mark.parametrize(
    ("budget", "votes", "chosen"),
    [
        ("0", "1;a\n2;b\n", ()),  # no money
        ("60", "1;c\n2;c\n3;a\n", ("a",)),  # dearer than all there is
        ("60", "1;\n2;\n", ()),  # all abstain
        ("60", "1;a,b\n", ("a", "b")),  # one voter
        ("60", "1;a,b\n2;a,b\n3;a,b\n", ("a", "b")),  # a single kind of ballot
    ],
)
def test_what_is_odd_but_no_mistake_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, rule: str, budget: str, votes: str, chosen: tuple[str, ...]
) -> None:
    file = tmp_path / "odd.pb"
    file.write_text(BALLOTS.format(budget=budget, votes=votes))
    assert main(["count", str(file), "--rule", rule, "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["winners"]) == set(chosen)


def test_a_tie_for_the_last_place_is_declared_and_drawn_alike_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tie.pb"
    file.write_text(BALLOTS.format(budget="30", votes="1;a\n2;b\n"))
    said = []
    for seed in ("7", "7", *map(str, range(20))):
        assert main(["count", str(file), "--rule", "greedy", "--seed", seed, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        ties = told["rounds"][-1]["ties"]
        assert (ties["seed"], len(ties["draws"]), len(told["winners"])) == (seed, 1, 1)
        said.append(told["winners"][0])
    assert said[0] == said[1] == said[2 + 7]
    assert set(said) == {"a", "b"}


def test_whoever_watches_sees_how_far_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    file = tmp_path / "street.pb"
    file.write_text(BALLOTS.format(budget="60", votes="1;a\n2;b\n3;c\n"))
    assert main(["count", str(file), "--rule", "equal-shares"]) == 0
    said = capsys.readouterr()
    assert "raising the sum per ballot" in said.err
    assert "%" in said.err
    assert "\r" not in said.out


def test_called_wrongly(tmp_path: Path) -> None:
    for arguments in (
        ["count", "x.pb"],
        ["count", "x.pb", "--rule", "dice"],
        ["opinion"],
        ["opinion", "x", "--details"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


def test_opinion_in_json_and_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(tmp_path, votes=VOTES)
    assert main(["opinion", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"groups": {"7": 0}, "uniting": [], "dividing": []}
    assert main(["opinion", str(tmp_path), "--json", "--details"]) == 0
    assert json.loads(capsys.readouterr().out)["sizes"] == [1]
    assert main(["opinion", str(tmp_path)]) == 0
    assert "What unites them:\n  nothing yet" in capsys.readouterr().out
    assert main(["opinion", str(tmp_path / "nowhere")]) == 1
    assert "this is no folder" in capsys.readouterr().err
