"""Looks after a bundle: built in the background, once, by a process of its own. Beside the programs of `services.py`."""

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quartier.machine import bundles, service_states
from quartier.machine.processes import Child
from quartier.machine.service_states import PLAN, State

LEAST_ROOM = 400 * 1024 * 1024  # what building needs while it goes on
RETRY = 300.0
Plan = dict[str, Any]


class Builder:
    """`look()` never waits long."""

    def __init__(self, data: Path, name: str, say: Callable[[str], None], *, retry: float = RETRY) -> None:
        self.data, self.name, self.say, self.retry = data, name, say, retry
        self.folder = service_states.folder(data)
        self.log = self.folder / f"{name}.out"
        self.plan: Plan | None = None
        self.child: Child | None = None
        self.state = State("")
        self.due = 0.0

    def look(self) -> None:
        plan = plan_of(self.folder, self.name)
        if plan != self.plan:
            self.end()
            self.plan, self.due = plan, 0.0
        if plan is None:
            return
        if self.child is not None:
            self._follow(self.child)
        elif self.state.what != "built" and time.monotonic() >= self.due:
            self._begin(Path(plan["source"]), Path(plan["target"]), Path(plan["lock"]))
        service_states.still_there(self.data, self.name)

    def end(self) -> None:
        if self.child is not None:
            self.child.stop(2.0)
        self.child = None
        service_states.forget(self.data, self.name)
        self.state = State("")

    def _begin(self, source: Path, target: Path, lock: Path) -> None:
        if bundles.is_ready(source, target):
            self._now("built")
        elif shutil.disk_usage(target.parent if target.parent.exists() else self.data).free < LEAST_ROOM:
            self._wait("room")
        else:
            self.say(f"{self.name}: being built, in the background. This happens only once.")
            self.child = Child(self.name, bundles.command(source, target, lock), {}, (), log=self.log)
            self._now("building")

    def _follow(self, child: Child) -> None:
        if child.is_running:
            return
        self.child = None
        if child.process.returncode == 0:
            self._now("built")
            return
        self.say(f"{self.name}: could not be built. It is tried again by itself. See {self.log}")
        self._wait(bundles.why_not(self.log))

    def _wait(self, why: str) -> None:
        self.due = time.monotonic() + self.retry
        self._now("not_built", detail=why, again=time.time() + self.retry)

    def _now(self, what: str, **more: Any) -> None:
        self.state = State(what, since=time.time(), **more)
        service_states.write(self.data, self.name, self.state)


def plan_of(folder: Path, name: str) -> Plan | None:
    try:
        plan: Plan = json.loads((folder / f"{name}{PLAN}").read_text())
    except FileNotFoundError:
        return None
    return plan


def is_bundle(data: Path, name: str) -> bool:
    """Whether that is built and not run."""
    plan = plan_of(service_states.folder(data), name)
    return plan is not None and "source" in plan
