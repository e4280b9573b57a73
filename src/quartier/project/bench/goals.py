"""What was promised (P1 to P9), and whether it holds in this run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quartier.project.bench.rounds import Measured, Site

PACE = 4.35  # ms CPU of a feed done well on the machine on which the goals in milliseconds were set
LISTS = ("Heute", "Heute, 70 keys", "list of a kind", "list with a facet", "help list")
FEED = "feed done well"


@dataclass(frozen=True)
class Goal:
    number: str
    what: str
    measured: float
    most: float
    unit: str

    @property
    def is_met(self) -> bool:
        return self.measured <= self.most


class Results:
    """Finds a target's CPU at a size, and at the pace of the yardstick."""

    def __init__(self, measured: Sequence[Measured]) -> None:
        self.cpu = {(one.name, one.entries): one.middle("cpu_ms") for one in measured}
        self.sizes = sorted({one.entries for one in measured})
        self.names = list(dict.fromkeys(one.name for one in measured))

    def ratio(self, name: str, size: int) -> float:
        """To the feed done well, of the same size and in the same run."""
        return self.cpu[name, size] / self.cpu[FEED, size]

    def growth(self, name: str) -> float:
        """From the smallest to the largest size."""
        return self.cpu[name, self.sizes[-1]] / self.cpu[name, self.sizes[0]]


def goals(measured: Sequence[Measured], sites: Sequence[Site], memory: dict[str, float]) -> Iterator[Goal]:
    found = Results(measured)
    for size in found.sizes:
        for name in LISTS:
            yield Goal("P1", f"{name}, {size:,} entries: times the feed", found.ratio(name, size), 1.5, "×")
    if len(found.sizes) > 1:
        for name in found.names:
            if (name, found.sizes[-1]) in found.cpu:
                yield Goal("P2", f"{name}: growth to {found.sizes[-1]:,}", found.growth(name), 1.15, "×")
    for name, took in sites[-1].inside["search"].items():
        yield Goal("P2", f"search {name}, look-up at {sites[-1].entries:,}: p95", took, 20, "ms")
    for number, name in (("P3", "detail"), ("P4", "posting")):
        for size in found.sizes:
            at_pace = found.ratio(name, size) * PACE
            yield Goal(number, f"{name}, {size:,} entries, where the feed takes {PACE} ms", at_pace, 6, "ms")
    yield from _of_the_code(sites, memory)


def _of_the_code(sites: Sequence[Site], memory: dict[str, float]) -> Iterator[Goal]:
    for name, count in sites[-1].inside["queries"].items():
        yield Goal("P5", f"{name}: queries", count, 12, "")
    if memory:
        yield Goal("P6", "two workers under load", memory["web"], 200, "MB PSS")
        yield Goal("P6", "with background worker and supervisor", memory["all"], 270, "MB PSS")
    visit: dict[str, Any] = sites[-1].inside["first_visit"]
    yield Goal("P7", "first visit", visit["kB"], 100, "kB")
    yield Goal("P7", "first visit: requests", visit["requests"], 8, "")
    yield Goal("P7", "warm visit", visit["warm_kB"], 15, "kB")
    tell = sites[-1].inside["tell"]
    yield Goal("P9", f"a notice to {tell['people']:,.0f} people", tell["ms"], 1000, "ms")
