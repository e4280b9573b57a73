"""Fills, starts, and measures in turn: A B C, A B C …, so that whatever else the machine does hits all alike."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from quartier.machine import stamp
from quartier.project.bench import costs, servers, targets
from quartier.project.bench.client import Order
from quartier.project.bench.servers import Failed, Place, Server
from quartier.project.bench.targets import OURS, Target

Say = Callable[[str], None]
WARM_UP = 0.5  # seconds
CODE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Round:
    """One target, once."""

    cpu_ms: float  # a request, over the server's processes and the database's
    per_second: float
    p50: float
    p95: float
    size: float
    requests: int


@dataclass
class Measured:
    """One target at one size, over all rounds."""

    name: str
    entries: int
    rounds: list[Round] = field(default_factory=list)

    def middle(self, what: str) -> float:
        return float(median(getattr(one, what) for one in self.rounds))


@dataclass(frozen=True)
class Site:
    """One size: our server and the yardstick with as many entries, and what is asked of them."""

    entries: int
    servers: Mapping[str, Server]
    targets: Sequence[Target]
    inside: dict[str, Any]  # what only the code itself can tell


@contextmanager
def sites(sizes: Sequence[int], folder: Path, databases: Mapping[int, str], say: Say) -> Iterator[list[Site]]:
    """All sizes at once, each with its servers running."""
    filled = []
    for size in sizes:
        place = Place(folder / f"ours-{size}", databases.get(size, ""))
        beside = Place(folder, more={"QUARTIER_YARDSTICK": str(folder / f"yardstick-{size}.sqlite3")})
        filled.append((size, place, beside, *_fill(size, place, beside, say)))
    with ExitStack() as stack:
        found = []
        for size, place, beside, facts, cookie in filled:
            inside = servers.run(place, "quartier.project.bench.inside", json.dumps(facts))
            running = {OURS: stack.enter_context(servers.ours(place))}
            asked = list(targets.of_ours(facts))
            bytes_of_heute = str(int(inside["bytes_of_heute"]))
            told = Place(folder, more={**beside.more, "QUARTIER_YARDSTICK_BYTES": bytes_of_heute})
            running[targets.YARDSTICK] = stack.enter_context(servers.yardstick(told))
            asked += targets.of_yardstick(cookie)
            found.append(Site(size, running, [one for one in asked if one.grows or size == sizes[0]], inside))
        yield found


def _fill(size: int, place: Place, beside: Place, say: Say) -> tuple[dict[str, Any], str]:
    say(f"Filling with {size:,} entries …")
    place.data.mkdir(parents=True)
    servers.run(place, "quartier.project.prepare")
    (place.data / "prepared").write_text(stamp.of_server(CODE, place.data))  # the start needn't do it once more
    facts = servers.run(place, "quartier.project.bench.filling", str(size))
    cookie: str = servers.run(beside, "quartier.project.bench.yardstick.seed", str(size))["cookie"]
    return facts, cookie


def measure(found: Sequence[Site], *, rounds: int, seconds: float, database: Sequence[int], say: Say) -> list[Measured]:
    """`database`: the processes of a database server, whose CPU is charged too."""
    results = [(site, target, Measured(target.name, site.entries)) for site in found for target in site.targets]
    with servers.client() as client:
        for site, target, _result in results:
            _ask(client, site, target, min(WARM_UP, seconds))
        for number in range(rounds):
            say(f"Round {number + 1} of {rounds}, {len(results)} targets …")
            for site, target, result in results:
                result.rounds.append(_round(client, site, target, seconds, database))
    return [result for _site, _target, result in results]


def _round(client: subprocess.Popen[str], site: Site, target: Target, seconds: float, database: Sequence[int]) -> Round:
    processes = site.servers[target.server].web()
    roots = [*processes, *(costs.tree(*database) if target.server == OURS else [])]
    before = costs.cpu_seconds(roots)
    said = _ask(client, site, target, seconds)
    spent = costs.cpu_seconds(roots) - before
    requests = max(1, said["requests"])
    return Round(
        spent * 1000 / requests, requests / said["seconds"], said["p50"], said["p95"], said["size"], said["requests"]
    )


def _ask(client: subprocess.Popen[str], site: Site, target: Target, seconds: float) -> dict[str, Any]:
    order = Order(
        site.servers[target.server].port,
        target.path,
        seconds,
        8,
        [*target.cookies],
        target.body,
        target.packed,
        target.ok,
    )
    assert client.stdin
    assert client.stdout
    client.stdin.write(json.dumps(asdict(order)) + "\n")
    client.stdin.flush()
    line = client.stdout.readline()
    if not line:
        raise Failed(f"The visitors gave up at {target.name}.")
    said: dict[str, Any] = json.loads(line)
    if said["bad"] or not said["requests"]:
        raise Failed(f"{target.name}: {said['bad']} of {said['requests']} answers were wrong. {said['complaint']}")
    return said


def memory(site_place: Place, paths: Sequence[tuple[str, str]], seconds: float, say: Say) -> dict[str, float]:
    """Of one server that runs alone, after it has answered requests of every sort for so many seconds each."""
    say("Memory …")
    with servers.ours(site_place) as server, servers.client() as client:
        for path, cookie in paths:
            _ask(client, Site(0, {OURS: server}, (), {}), Target("memory", OURS, path, (cookie,)), seconds)
        return {"web": costs.megabytes(server.web()), "all": costs.megabytes(server.processes())}


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
