"""`./quartier test`: everything, on both databases and in a real browser, with one line at the end that counts it all."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
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
    counted: Counter[str] = Counter()
    if not for_pytest:
        wrong = check.what_is_wrong()
        counted.update(passed=len(check.CHECKS) - len(wrong), failed=len(wrong))
    if not options.fast:
        get_belenios()
    for suite in suites(options):
        print(f"\n── {suite.name} ──", flush=True)
        counted.update(run(suite, for_pytest))
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
    on_postgresql = Suite("on PostgreSQL", f"not browser and not machine and not once{also}", on_postgresql=True)
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
    if "not machine" not in suite.marks and not installed("turnserver", package="coturn"):
        print("Calls are not tried here. Next: sudo apt install coturn")
    server: AbstractContextManager[str] = postgresql.running() if suite.on_postgresql else nullcontext("")
    with tempfile.TemporaryDirectory() as folder, server as url:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "2",
            "--dist",
            "loadfile",
            "-m",
            suite.marks,
            f"--junitxml={report}",
        ]
        environment = {**os.environ, "QUARTIER_DATABASE_URL": url}
        del environment["DJANGO_SETTINGS_MODULE"]  # the server's; pyproject.toml names that of the tests
        code = subprocess.run(
            [*command, *for_pytest], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
        ).returncode
        if code == NOTHING_TO_RUN:
            return Counter()
        return count(report, code)


def count(report: Path, code: int) -> Counter[str]:
    """What pytest wrote down. A run that broke down without counting a failure is one failure."""
    counted: Counter[str] = Counter()
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


def get_belenios() -> None:
    """The programme of others that counts our secret votes again. Without it its tests are skipped, and say why."""
    if not installed("belenios-tool", package="belenios-tool"):
        print(
            "Without belenios-tool nobody counts secret votes again. Next: sudo apt install belenios-tool", flush=True
        )


def _as_if_by_keyboard(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
