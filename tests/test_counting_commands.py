"""`./quartier count` and `./quartier opinion`: shapes of the JSON, exit codes, and sentences instead of tracebacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quartier.cli import main
from quartier.counting.counting import RULES
from quartier.counting.tests.test_files import BLT, NEW, PB
from quartier.counting.tests.test_opinions import VOTES, export

pytestmark = pytest.mark.once


@pytest.mark.parametrize("rule", RULES)
def test_json_names_rule_winners_and_rounds(rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "one.blt"
    file.write_text(BLT.replace("4=1", "4"))
    assert main(["count", str(file), "--rule", rule, "--seats", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rule"] == rule
    assert told["winners"] == ["Adam"] or rule in {"approval", "phragmen", "equal-shares"}  # places count less there
    assert [one["round"] for one in told["rounds"]] == list(range(1, len(told["rounds"]) + 1))
    assert all(one["says"] for one in told["rounds"])
    assert told["ties"]["seed_from"] == "ballots"


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


def test_called_wrongly(tmp_path: Path) -> None:
    for arguments in (["count", "x.pb"], ["count", "x.pb", "--rule", "dice"], ["opinion"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


def test_opinion_in_json_and_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(tmp_path, votes=VOTES)
    assert main(["opinion", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["groups"], told["uniting"], told["dividing"]) == ({"7": 0}, [], [])
    assert main(["opinion", str(tmp_path)]) == 0
    assert "What unites them:\n  nothing yet" in capsys.readouterr().out
    assert main(["opinion", str(tmp_path / "nowhere")]) == 1
    assert "this is no folder" in capsys.readouterr().err
