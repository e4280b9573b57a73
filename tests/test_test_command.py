"""`./quartier test` itself: what runs beside the rest counts like the rest, and nothing of it outlives it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

import conftest
from quartier.commands import test as command
from quartier.commands.test import Begun, Suite, count, main, suites, tried_again

ROOT = Path(__file__).resolve().parents[1]
BROWSER = Suite("in a browser", "browser", in_browser=True, is_beside=True)
NOWHERE = Path("nowhere")
REPORT = '<testsuites><testsuite tests="{tests}" failures="{failures}" errors="0" skipped="1"/></testsuites>'


@pytest.fixture(autouse=True)
def _has_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "browser_is_there", lambda: True)
    monkeypatch.setattr(command, "installed", lambda *_names, package: bool(package))


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """This program in place of pytest; its last argument is where the report goes."""
    monkeypatch.setattr(command, "command_for", lambda _suite, report: [sys.executable, "-c", program, str(report)])


def writes(tests: int, failures: int, code: int) -> str:
    report = REPORT.format(tests=tests, failures=failures)
    return f"import pathlib, sys; print('said'); pathlib.Path(sys.argv[1]).write_text('''{report}'''); sys.exit({code})"


def test_what_runs_beside_is_shown_and_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    instead(monkeypatch, writes(5, 2, 1))
    with Begun(BROWSER, [], NOWHERE) as begun:
        assert begun.outcome() == {"passed": 2, "failed": 2, "skipped": 1}
    assert capsys.readouterr().out == "\n── in a browser ──\nsaid\n"


def test_a_failure_beside_fails_the_whole(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "run", lambda _suite, _for_pytest, _unsteady: {"passed": 3})
    monkeypatch.setattr(command.signal, "signal", lambda *_: None)
    instead(monkeypatch, writes(5, 0, 0))
    assert main(["some_path.py"]) == 0
    instead(monkeypatch, writes(5, 1, 1))
    assert main(["some_path.py"]) == 1
    instead(monkeypatch, "raise SystemExit(3)")  # it broke down before it wrote anything
    assert main(["some_path.py"]) == 1
    assert "6 passed, 1 failed, 0 skipped" in capsys.readouterr().out


def test_where_there_is_no_browser_that_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "browser_is_there", lambda: False)
    with Begun(BROWSER, [], NOWHERE) as begun:
        assert begun.outcome() == {"failed": 1}


def test_it_ends_when_the_rest_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(KeyboardInterrupt), Begun(BROWSER, [], NOWHERE) as begun:
        raise KeyboardInterrupt
    assert begun.process is not None
    assert begun.process.poll() is not None


def test_each_test_is_in_one_part_at_least() -> None:
    """What doesn't wait for browsers or servers is on SQLite; PostgreSQL repeats."""
    options, _rest = command.parse([])
    marks = [suite.marks for suite in suites(options)]
    assert marks[:2] == ["(browser or machine) and not long", "not browser and not machine and not long"]
    assert not count(NOWHERE, command.NOTHING_TO_RUN)


def test_what_failed_with_a_browser_or_server_gets_one_second_try_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tmp_path / "unsteady"
    monkeypatch.setenv(command.UNSTEADY, str(noted))
    failed = {"a.py::test_once": "browser", "a.py::test_always": "machine", "a.py::test_that_waits_for_nobody": "once"}
    reports = [SimpleNamespace(nodeid=name, keywords={mark: 1}) for name, mark in failed.items()]
    conftest._note_unsteady({"failed": reports, "error": reports[:1]})  # it failed, and so did clearing up after it
    assert noted.read_text().splitlines() == ["a.py::test_once", "a.py::test_always", "a.py::test_once"]

    passes = "a.py::test_once"
    monkeypatch.setattr(
        command.subprocess, "run", lambda asked, **_: SimpleNamespace(returncode=int(asked[-1] != passes))
    )
    counted = Counter(passed=5, failed=4)
    said = tried_again(noted, counted)
    assert f"UNSTEADY: {passes} failed; passed alone." in said
    assert "test_always" not in said
    assert counted == {"passed": 6, "failed": 2}  # failing twice stays a failure; so does what waits for nobody


def test_many_failures_are_no_accident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.subprocess, "run", lambda *_, **__: pytest.fail("tried again"))
    noted = tmp_path / "unsteady"
    noted.write_text("".join(f"test_x.py::test_{number}\n" for number in range(command.AT_MOST_AGAIN + 1)))
    assert not tried_again(noted, Counter(failed=6))
    assert not tried_again(NOWHERE, Counter())


def test_what_is_asked_for_by_name_gets_no_second_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who mends a test wants to see it fail."""
    monkeypatch.setattr(command, "tried_again", lambda *_: pytest.fail("tried again"))
    monkeypatch.setattr(command.signal, "signal", lambda *_: None)
    instead(monkeypatch, writes(5, 1, 1))
    monkeypatch.setattr(command, "run", lambda *_: Counter())
    assert main(["some_path.py"]) == 1


def test_the_files_that_begin_first_are_there() -> None:
    there = {file.stem for folder in ("src/quartier", "tests") for file in (ROOT / folder).rglob("test_*.py")}
    assert set(conftest.LONGEST) <= there
    assert len(set(conftest.LONGEST)) == len(conftest.LONGEST)
