"""The servers that are measured: ours as `./quartier start` runs it, and the yardstick under the same gunicorn."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quartier.machine import network
from quartier.machine.health import wait_until_it_answers
from quartier.machine.processes import die_with, python
from quartier.project.bench import costs

READY = re.compile(r"ready: http://127\.0\.0\.1:(\d+)")
SECONDS_TO_STOP = 15


class Failed(Exception):
    """Says what did not work, for the person at the terminal."""


@dataclass(frozen=True)
class Place:
    """Where one size lies: its data folder, and the database if it isn't a file in it."""

    data: Path
    database: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QUARTIER_", "DJANGO_"))}
        ours = {"QUARTIER_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "quartier.project.settings"}
        return {**kept, **ours, **({"QUARTIER_DATABASE_URL": self.database} if self.database else {}), **self.more}


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def processes(self) -> list[int]:
        return costs.tree(self.pid)

    def web(self) -> list[int]:
        """Those that answer requests."""
        return costs.named(self.processes(), "gunicorn")


def run(place: Place, module: str, *arguments: str) -> dict[str, Any]:
    """A part of the bench as a process of its own; what it prints last is JSON."""
    with _process(python(module, *arguments), place) as process:
        said, _nothing = process.communicate()
    if process.returncode:
        raise Failed(f"{module} ended with {process.returncode}: the reason stands above.")
    last = said.strip().rpartition("\n")[2]
    answer: dict[str, Any] = json.loads(last) if last else {}
    return answer


@contextmanager
def ours(place: Place) -> Iterator[Server]:
    """The whole server: supervisor, two workers, background worker."""
    command = python("quartier.cli", "start", "--port", "0", "--data", str(place.data))
    with _process(command, place) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if found := READY.search(line):
                yield Server(int(found[1]), process.pid)
                return
        raise Failed("The server did not start: the reason stands above.")


@contextmanager
def yardstick(place: Place) -> Iterator[Server]:
    """Two workers of gunicorn, set as for ours."""
    with network.listen("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        command = python(
            "gunicorn", "-c", "python:quartier.machine.web_server", "--bind", f"fd://{door.fileno()}",
            "quartier.project.bench.yardstick.wsgi",
        )  # fmt: skip
        with _process(command, place, door.fileno()) as process:
            if not wait_until_it_answers("127.0.0.1", port, while_true=lambda: process.poll() is None):
                raise Failed("The yardstick did not start: the reason stands above.")
            yield Server(port, process.pid)


@contextmanager
def client() -> Iterator[subprocess.Popen[str]]:
    with _process(python("quartier.project.bench.client"), Place(Path())) as process:
        yield process


@contextmanager
def _process(command: list[str], place: Place, *descriptors: int) -> Iterator[subprocess.Popen[str]]:
    """It ends with the block, however that ends; and with this process."""
    parent = os.getpid()
    process = subprocess.Popen(
        command,
        env=place.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=descriptors,
        process_group=0,  # Ctrl-C reaches the bench alone, which stops everything in order
        preexec_fn=lambda: die_with(parent),  # noqa: PLW1509 (there are no threads here)
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
