"""`./quartier test` itself: what runs beside the rest counts like the rest, and nothing of it outlives it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import conftest
from quartier.commands import test as command
from quartier.commands.test import Beside, Suite, count, main, suites

ROOT = Path(__file__).resolve().parents[1]
BROWSER = Suite("in a browser", "browser", in_browser=True)
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
    with Beside(BROWSER, []) as beside:
        assert beside.outcome() == {"passed": 2, "failed": 2, "skipped": 1}
    assert capsys.readouterr().out == "said\n"


def test_a_failure_beside_fails_the_whole(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "run", lambda _suite, _for_pytest: {"passed": 3})
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
    with Beside(BROWSER, []) as beside:
        assert beside.outcome() == {"failed": 1}


def test_it_ends_when_the_rest_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(KeyboardInterrupt), Beside(BROWSER, []) as beside:
        raise KeyboardInterrupt
    assert beside.process is not None
    assert beside.process.poll() is not None


def test_each_test_is_in_one_part_at_least() -> None:
    """What is not on SQLite is in a browser; PostgreSQL repeats."""
    options, _rest = command.parse([])
    assert [suite.marks for suite in suites(options)][::2] == ["not browser and not long", "browser and not long"]
    assert not count(Path("nowhere"), command.NOTHING_TO_RUN)


def test_the_files_that_begin_first_are_there() -> None:
    there = {file.stem for folder in ("src/quartier", "tests") for file in (ROOT / folder).rglob("test_*.py")}
    assert set(conftest.LONGEST) <= there
    assert len(set(conftest.LONGEST)) == len(conftest.LONGEST)
