"""What a tree of processes costs: CPU and memory, as Linux counts them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree(*roots: int) -> list[int]:
    """These processes, their children, and theirs."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        if fields := _stat(int(folder.name)):
            children[int(fields[1])].append(int(folder.name))
    found: list[int] = []
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        if pid not in found and _stat(pid):
            found.append(pid)
            waiting += children[pid]
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """Of these processes so far, and of those of their children that have ended."""
    return sum(int(ticks) for pid in pids for ticks in _stat(pid)[11:15]) / TICKS


def megabytes(pids: Iterable[int]) -> float:
    """PSS: what several processes share is counted once, in equal parts."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue  # it has just ended
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def named(pids: Iterable[int], word: str) -> list[int]:
    """Those whose command has this word."""
    return [pid for pid in pids if word in _command(pid)]


def _stat(pid: int) -> list[str]:
    """The fields after the name; none if there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
