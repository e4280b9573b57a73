"""`./quartier test`: everything, on both databases and in a real browser, with one line at the end that counts it all."""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Self
from xml.etree import ElementTree  # reads only what our own pytest wrote

from quartier.commands import ROOT, check, postgresql
from quartier.machine import catalogues

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
NOTHING_TO_RUN = 5  # pytest's exit code
UNSTEADY = "QUARTIER_UNSTEADY"  # the file into which conftest.py writes what failed with a browser or a server
LOOK_AGAIN = 0.3  # seconds
AT_MOST_AGAIN = 5  # more than that is no accident


@dataclass(frozen=True)
class Suite:
    """One run of pytest: which tests, and on which database."""

    name: str
    marks: str
    on_postgresql: bool = False
    in_browser: bool = False
    is_beside: bool = False  # it waits much: the others run meanwhile, and let it go first


def main(arguments: list[str]) -> int:
    options, for_pytest = parse(arguments)
    signal.signal(signal.SIGTERM, _as_if_by_keyboard)
    if options.long:  # an ordinary run tries the same cases each time, the long one always others
        os.environ.setdefault("QUARTIER_SEED", str(random.SystemRandom().randrange(10_000)))
    wanted = suites(options)
    get_programs(wanted, is_fast=options.fast)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as beside:
        catalogues.compile_changed(ROOT / "src")  # once, before many processes look for them at the same time
        unsteady = Path(folder) / "unsteady"
        began = [beside.enter_context(Begun(suite, for_pytest, unsteady)) for suite in wanted if suite.is_beside]
        counted = checked() if not for_pytest else Counter()
        for suite in wanted:
            if not suite.is_beside:
                counted.update(run(suite, for_pytest, unsteady))
        for one in began:
            counted.update(one.outcome())
        said = "" if for_pytest else tried_again(unsteady, counted)
    if not counted["passed"] and not counted["failed"]:
        print("No test matches that.")
        return 1
    print(f"\n{said}{counted['passed']} passed, {counted['failed']} failed, {counted['skipped']} skipped")
    return 1 if counted["failed"] else 0


def checked() -> Counter[str]:
    wrong = check.what_is_wrong()
    return Counter(passed=len(check.CHECKS) - len(wrong), failed=len(wrong))


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
    """What waits for browsers and servers first: it begins first, and is told last."""
    also = "" if options.long else " and not long"
    again = "" if options.long else " and not once"
    on_postgresql = Suite("on PostgreSQL", f"not browser and not machine{again}{also}", on_postgresql=True)
    if options.fast:
        return [Suite("on SQLite", "not browser and not machine and not thorough and not long", is_beside=True)]
    if options.sqlite:
        return [Suite("on SQLite", f"not browser{also}")]
    if options.postgresql:
        return [on_postgresql]
    if options.browser:
        return [Suite("in a browser", f"browser{also}", in_browser=True)]
    waiting = Suite("with browsers and servers", f"(browser or machine){also}", in_browser=True, is_beside=True)
    return [waiting, Suite("on SQLite", f"not browser and not machine{also}"), on_postgresql]


def run(suite: Suite, for_pytest: list[str], unsteady: Path) -> Counter[str]:
    """How many passed, failed and were skipped."""
    server: AbstractContextManager[str] = postgresql.running() if suite.on_postgresql else nullcontext("")
    with server as url, Begun(suite, for_pytest, unsteady, url) as begun:
        return begun.outcome()


class Begun:
    """A suite that runs. What it says is kept, and shown when somebody waits for its outcome."""

    def __init__(self, suite: Suite, for_pytest: list[str], unsteady: Path, url: str = "") -> None:
        self.suite, self.for_pytest, self.unsteady, self.url = suite, for_pytest, unsteady, url
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        # In a shell's background it is ignored, by children too, which could then not be ended.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.folder = tempfile.TemporaryDirectory()
        self.report, self.said = Path(self.folder.name) / "report.xml", Path(self.folder.name) / "said"
        if not self.suite.in_browser or browser_is_there():
            command = [*command_for(self.suite, self.report), *self.for_pytest]
            around = {**environment(self.url), UNSTEADY: str(self.unsteady)}
            with self.said.open("wb") as said:
                self.process = subprocess.Popen(
                    command, cwd=ROOT, env=around, stdin=subprocess.DEVNULL, stdout=said, stderr=said
                )
        return self

    def outcome(self) -> Counter[str]:
        print(f"\n── {self.suite.name} ──", flush=True)
        if self.process is None:
            return Counter(failed=1)
        with self.said.open(errors="replace") as said:
            while self.process.poll() is None:
                print(said.read(), end="", flush=True)
                time.sleep(LOOK_AGAIN)
            print(said.read(), end="", flush=True)
        return count(self.report, self.process.returncode)

    def __exit__(self, *_why: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # pytest ends its workers and their servers
            self.process.wait()
        self.folder.cleanup()


def command_for(suite: Suite, report: Path) -> list[str]:
    """Files go to the workers in the order of conftest.py, the longest first: else one is idle while the other ends.

    What only reckons lets browsers and servers go first, so that these need not wait longer than on a quiet machine. Each of
    those has half a core to do, so three of them are at work.
    """
    first = [] if suite.in_browser else ["nice", "-n", "10"]
    workers = "3" if suite.in_browser and suite.is_beside else "2"
    spread = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    return [*first, sys.executable, "-m", "pytest", "-q", *spread, "-m", suite.marks, f"--junitxml={report}"]


def tried_again(unsteady: Path, counted: Counter[str]) -> str:
    """Tests with browsers and servers that failed get one second try: alone, now that the machine is quiet. Why: ADR 0064.

    Returns what to say of those that passed now, and counts them so.
    """
    reported = unsteady.read_text().splitlines() if unsteady.exists() else []
    failed = sorted(set(reported))
    if not failed or len(failed) > AT_MOST_AGAIN:
        return ""
    print(f"\n── once more, alone: {len(failed)} that failed with browsers or servers ──", flush=True)
    said = ""
    for name in failed:
        command = [sys.executable, "-m", "pytest", "-q", name]
        done = subprocess.run(command, cwd=ROOT, env=environment(""), stdin=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            counted.update(passed=1, failed=-reported.count(name))
            said += f"UNSTEADY: {name} failed; passed alone. Mend it: next time it may hide a fault.\n"
    return said


def environment(url: str) -> dict[str, str]:
    """Without the server's settings: pyproject.toml names those of the tests. And what Python has compiled is kept: else each
    of the many processes compiles everything anew, ten seconds of pytest's beginning.
    """
    without = {"DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return {**kept, "QUARTIER_DATABASE_URL": url}


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
    if any(suite.in_browser or "machine" not in suite.marks for suite in wanted) and not installed(
        "turnserver", package="coturn"
    ):
        print("Calls are not tried here. Next: sudo apt install coturn", flush=True)


def _as_if_by_keyboard(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
