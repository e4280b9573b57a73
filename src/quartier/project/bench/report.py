"""What was measured, as tables in Markdown and as JSON."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from quartier.project.bench.goals import FEED, Goal, Results
from quartier.project.bench.rounds import Measured, Site

HEAD = "| page | entries | CPU ms | ÷ feed | requests/s | p50 ms | p95 ms | kB | queries |"


def lines(measured: Sequence[Measured], sites: Sequence[Site], goals: Sequence[Goal], how: str) -> Iterator[str]:
    yield f"{machine()}. {how}"
    yield ""
    yield HEAD
    yield "|---|---|---|---|---|---|---|---|---|"
    yield from _pages(measured, sites)
    yield ""
    yield "| goal | | measured | at most | |"
    yield "|---|---|---|---|---|"
    for goal in goals:
        verdict = "met" if goal.is_met else "**missed**"
        yield f"| {goal.number} | {goal.what} | {goal.measured:.3g} {goal.unit} | {goal.most:g} {goal.unit} | {verdict} |"
    yield ""
    missed = [goal for goal in goals if not goal.is_met]
    yield f"{len(goals) - len(missed)} of {len(goals)} met."


def _pages(measured: Sequence[Measured], sites: Sequence[Site]) -> Iterator[str]:
    found = Results(measured)
    queries = {(name, site.entries): count for site in sites for name, count in site.inside["queries"].items()}
    for one in sorted(measured, key=lambda one: (one.entries, found.names.index(one.name))):
        ratio = "1" if one.name == FEED else f"{found.ratio(one.name, one.entries):.2f}"
        cells = (
            one.name, f"{one.entries:,}", f"{one.middle('cpu_ms'):.2f}", ratio, f"{one.middle('per_second'):.0f}",
            f"{one.middle('p50'):.1f}", f"{one.middle('p95'):.1f}", f"{one.middle('size') / 1000:.1f}",
            str(queries.get((one.name, one.entries), "")),
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def as_json(
    measured: Sequence[Measured], sites: Sequence[Site], goals: Sequence[Goal], memory: dict[str, float], how: str
) -> dict[str, Any]:
    return {
        "when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "machine": machine(),
        "how": how,
        "measured": [asdict(one) for one in measured],
        "inside": {site.entries: site.inside for site in sites},
        "memory": memory,
        "goals": [{**asdict(goal), "is_met": goal.is_met} for goal in goals],
    }


def machine() -> str:
    models = [line.partition(":")[2].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")]
    memory = [int(line.split()[1]) for line in _read("/proc/meminfo") if line.startswith("MemTotal")]
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    gigabytes = f"{memory[0] / 1024**2:.0f} GB" if memory else "memory unknown"
    return (
        f"{os.cpu_count()} cores ({models[0] if models else platform.machine()}), {gigabytes},"
        f" Python {platform.python_version()}, {platform.system()} {platform.release()}; load {load}"
    )


def _read(file: str) -> list[str]:
    try:
        return Path(file).read_text().splitlines()
    except OSError:
        return []
