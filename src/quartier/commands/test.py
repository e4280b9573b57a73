"""`./quartier test`: everything, on both databases and in a real browser, with one line at the end that counts it all."""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Self
from xml.etree import ElementTree  # reads only what our own pytest wrote

from quartier.commands import ROOT, check, postgresql

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
NOTHING_TO_RUN = 5  # pytest's exit code


@dataclass(frozen=True)
class Suite:
    """One run of pytest: which tests, and on which database."""

    name: str
    marks: str
    on_postgresql: bool = False
    in_browser: bool = False


def main(arguments: list[str]) -> int:
    options, for_pytest = parse(arguments)
    signal.signal(signal.SIGTERM, _as_if_by_keyboard)
    if options.long:  # an ordinary run tries the same cases each time, the long one always others
        os.environ.setdefault("QUARTIER_SEED", str(random.SystemRandom().randrange(10_000)))
    counted: Counter[str] = Counter()
    wanted = suites(options)
    get_programs(wanted, is_fast=options.fast)
    with ExitStack() as beside:  # a browser often waits: what asks none uses that time
        apart = [beside.enter_context(Beside(suite, for_pytest)) for suite in wanted if suite.in_browser and wanted[1:]]
        if not for_pytest:
            wrong = check.what_is_wrong()
            counted.update(passed=len(check.CHECKS) - len(wrong), failed=len(wrong))
        for suite in wanted[: len(wanted) - len(apart)]:
            print(f"\n── {suite.name} ──", flush=True)
            counted.update(run(suite, for_pytest))
        for other in apart:
            print(f"\n── {other.suite.name} ──", flush=True)
            counted.update(other.outcome())
    if not counted["passed"] and not counted["failed"]:
        print("No test matches that.")
        return 1
    print(f"\n{counted['passed']} passed, {counted['failed']} failed, {counted['skipped']} skipped")
    return 1 if counted["failed"] else 0


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        "./quartier test",
        description=__doc__,
        epilog="All else goes to pytest: a path, -k, -x. Then the checks are left out.",
    )
    much = parser.add_mutually_exclusive_group()
    much.add_argument(
        "--fast",
        action="store_true",
        help="on SQLite only, without a browser and without real servers: at most 3 minutes",
    )
    much.add_argument("--long", action="store_true", help="also what takes hours")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--sqlite", action="store_true", help="on SQLite alone, without a browser")
    only.add_argument("--postgresql", action="store_true", help="on PostgreSQL alone, without a browser")
    only.add_argument("--browser", action="store_true", help="the tests in a browser alone")
    return parser.parse_known_args(arguments)


def suites(options: argparse.Namespace) -> list[Suite]:
    also = "" if options.long else " and not long"
    quick = " and not machine and not thorough" if options.fast else ""
    sqlite = Suite("on SQLite", f"not browser{also}{quick}")
    again = "" if options.long else " and not once"
    on_postgresql = Suite("on PostgreSQL", f"not browser and not machine{again}{also}", on_postgresql=True)
    in_browser = Suite("in a browser", f"browser{also}", in_browser=True)
    if options.fast or options.sqlite:
        return [sqlite]
    if options.postgresql:
        return [on_postgresql]
    return [in_browser] if options.browser else [sqlite, on_postgresql, in_browser]


def run(suite: Suite, for_pytest: list[str]) -> Counter[str]:
    """How many passed, failed and were skipped."""
    if suite.in_browser and not browser_is_there():
        return Counter(failed=1)
    server: AbstractContextManager[str] = postgresql.running() if suite.on_postgresql else nullcontext("")
    with tempfile.TemporaryDirectory() as folder, server as url:
        report = Path(folder) / "report.xml"
        command = [*command_for(suite, report), *for_pytest]
        code = subprocess.run(command, cwd=ROOT, env=environment(url), stdin=subprocess.DEVNULL, check=False).returncode
        return count(report, code)


class Beside:
    """A suite that runs while others do. What it says is kept, and shown when they have said theirs."""

    def __init__(self, suite: Suite, for_pytest: list[str]) -> None:
        self.suite, self.for_pytest = suite, for_pytest
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.folder = tempfile.TemporaryDirectory()
        self.report, self.said = Path(self.folder.name) / "report.xml", Path(self.folder.name) / "said"
        if browser_is_there():
            command = [*command_for(self.suite, self.report), *self.for_pytest]
            with self.said.open("wb") as said:
                self.process = subprocess.Popen(
                    command, cwd=ROOT, env=environment(""), stdin=subprocess.DEVNULL, stdout=said, stderr=said
                )
        return self

    def outcome(self) -> Counter[str]:
        if self.process is None:
            return Counter(failed=1)
        code = self.process.wait()
        print(self.said.read_text(errors="replace"), end="", flush=True)
        return count(self.report, code)

    def __exit__(self, *_why: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # pytest ends its workers and their servers
            self.process.wait()
        self.folder.cleanup()


def command_for(suite: Suite, report: Path) -> list[str]:
    """Files go to two workers in the order of conftest.py, the longest first: else one is idle while the other ends."""
    spread = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    return [sys.executable, "-m", "pytest", "-q", *spread, "-m", suite.marks, f"--junitxml={report}"]


def environment(url: str) -> dict[str, str]:
    """Without the server's settings: pyproject.toml names those of the tests."""
    return {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "QUARTIER_DATABASE_URL": url,
    }


def count(report: Path, code: int) -> Counter[str]:
    """What pytest wrote down. A run that broke down without counting a failure is one failure."""
    counted: Counter[str] = Counter()
    if code == NOTHING_TO_RUN:
        return counted
    if report.exists():
        for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314 (see import)
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            counted.update(failed=failed, skipped=skipped, passed=max(0, int(suite.get("tests", 0)) - failed - skipped))
    if code and not counted["failed"]:
        counted["failed"] += 1
    return counted


def browser_is_there() -> bool:
    """Installs Chromium where that is allowed without asking; otherwise says how."""
    if installed(*CHROMIUM, package="chromium"):
        return True
    print("The tests in a browser need Chromium. Next: sudo apt install chromium")
    return False


def installed(*names: str, package: str) -> bool:
    """Whether one of these programs is here; fetched first where that is allowed without asking."""
    if not any(map(shutil.which, names)) and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {package} for the tests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "--quiet=2", *step], env=environment, stdin=subprocess.DEVNULL, check=False)
    return any(map(shutil.which, names))


def get_programs(wanted: list[Suite], *, is_fast: bool) -> None:
    """Of others, before anything runs: two cannot install at once. Without one its tests are skipped, and say why."""
    if not is_fast and not installed("belenios-tool", package="belenios-tool"):
        print(
            "Without belenios-tool nobody counts secret votes again. Next: sudo apt install belenios-tool", flush=True
        )
    if any("not machine" not in suite.marks for suite in wanted) and not installed("turnserver", package="coturn"):
        print("Calls are not tried here. Next: sudo apt install coturn", flush=True)


def _as_if_by_keyboard(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
