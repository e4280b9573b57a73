"""`./quartier bench`: what our pages cost, beside what pages like them could cost, and whether the promises hold."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from quartier.commands import ROOT
from quartier.project.bench import report, rounds
from quartier.project.bench.goals import goals
from quartier.project.bench.servers import Failed, Place

SMALLEST = 200
BYTES_AN_ENTRY = 6_000  # ours and the yardstick's, with their indexes
BYTES_BESIDES = 200_000_000


class Refused(Exception):
    """Says what can't be, and what to do next."""


class Stopped(BaseException):
    """Somebody has had enough."""


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        bench(options)
    except (Refused, Failed) as reason:
        say(str(reason))
        return 1
    except Stopped:
        say("Stopped. Nothing is left running.")
        return 130
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./quartier bench", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=[10_000], help="entries: 10000,100000,1000000 (default: 10000)")
    parser.add_argument("--seconds", type=_seconds, default=2.0, help="for each page and round (default: 2)")
    parser.add_argument("--rounds", type=_rounds, default=5, help="how often each page's turn comes (default: 5)")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured there")
    parser.add_argument("--folder", type=Path, default=ROOT / "build", help="where the throw-away data lies meanwhile")
    parser.add_argument("--keep", action="store_true", help="leave the filled data folders there")
    return parser.parse_args(arguments)


def bench(options: argparse.Namespace) -> None:
    with folder(options) as here, ExitStack() as stack:
        databases, roots = stack.enter_context(_databases(options))
        with rounds.sites(options.sizes, here, databases, say) as sites:
            measured = rounds.measure(sites, rounds=options.rounds, seconds=options.seconds, database=roots, say=say)
        largest = sites[-1]
        paths = [
            (target.path, target.cookies[0])
            for target in largest.targets
            if target.server == "ours" and not target.body
        ]
        place = Place(here / f"ours-{largest.entries}", databases.get(largest.entries, ""))
        memory = rounds.memory(place, paths, options.seconds, say)
    promised = list(goals(measured, sites, memory))
    how = (
        f"{options.database}, {options.rounds} rounds of {options.seconds:g} s in turn, 8 connections, 2 workers of 4 threads;"
        " medians; CPU of all processes of the server and its database"
    )
    print("\n".join(report.lines(measured, sites, promised, how)))
    if options.json:
        options.json.write_text(json.dumps(report.as_json(measured, sites, promised, memory, how), indent=1))


@contextmanager
def folder(options: argparse.Namespace) -> Iterator[Path]:
    """An empty folder of this run's own, removed afterwards; what a killed run left is removed first."""
    if options.json and not options.json.resolve().parent.is_dir():
        raise Refused(f"There is no folder {options.json.resolve().parent} to write the JSON into.")
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        for old in options.folder.glob("bench-*"):
            if not Path(f"/proc/{old.name.removeprefix('bench-')}").exists():
                rounds.remove(old)
        here: Path = options.folder.resolve() / f"bench-{os.getpid()}"
        here.mkdir(mode=0o700)
    except OSError as error:
        raise Refused(f"The folder {options.folder} cannot be used: {error.strerror}.") from None
    needed = sum(options.sizes) * BYTES_AN_ENTRY + BYTES_BESIDES
    try:
        if (free := shutil.disk_usage(here).free) < needed:
            raise Refused(
                f"{options.folder} has {free / 1e9:.1f} GB free, and this needs about {needed / 1e9:.1f} GB.\n"
                "Next: choose smaller --sizes, or another --folder."
            )
        yield here
    finally:
        if options.keep and any(here.iterdir()):
            say(f"Kept: {here}")
        else:
            rounds.remove(here)


@contextmanager
def _databases(options: argparse.Namespace) -> Iterator[tuple[dict[int, str], list[int]]]:
    """An address for each size, and the processes that answer there; nothing for SQLite."""
    if options.database == "sqlite":
        yield {}, []
        return
    from quartier.commands import postgresql

    with postgresql.running(is_durable=True) as server:
        _make_databases(server, options.sizes)
        yield {size: server.rpartition("/")[0] + f"/bench_{size}" for size in options.sizes}, [server.pid]


def _make_databases(server: str, sizes: Sequence[int]) -> None:
    import psycopg

    for _try in range(100):  # it listens a moment before it lets anybody in
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(server, autocommit=True) as connection:
            for size in sizes:
                connection.execute(f"CREATE DATABASE bench_{size:d}")
            return
        time.sleep(0.2)
    raise Failed("PostgreSQL lets nobody in.")


def _sizes(text: str) -> list[int]:
    try:
        sizes = sorted({int(part) for part in text.split(",")})
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of numbers like 10000,100000") from None
    if sizes[0] < SMALLEST:
        raise argparse.ArgumentTypeError(f"fewer than {SMALLEST} entries don't fill a page")
    if sizes[-1] > 10_000_000:
        raise argparse.ArgumentTypeError("ten million entries at most")
    return sizes


def _seconds(text: str) -> float:
    return _number(text, 0.2, 600)


def _rounds(text: str) -> int:
    return int(_number(text, 1, 100))


def _number(text: str, least: float, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from {least:g} to {most:g}")
    return number


def say(text: str) -> None:
    """For the person at the terminal; the tables alone go to standard output."""
    print(text, file=sys.stderr, flush=True)


def _stop(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave anything behind
    raise Stopped
