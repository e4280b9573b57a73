"""Looks after the programs beside the server: makes their environments, starts them, asks whether they are well.

A process of its own, so that nothing the site does ever waits for it: `python -m quartier.machine.services DATA`.
What shall run stands in plans (see kernel/services), which may change at any time.
"""

import json
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

from quartier.machine import builders, environments, network, service_states
from quartier.machine.health import answers, answers_as_relay
from quartier.machine.processes import LONGEST_PAUSE, Child
from quartier.machine.service_states import PLAN, State

LEAST_ROOM = 50 * 1024 * 1024
LAST_WORDS = 600
Plan = dict[str, Any]


class Stopped(BaseException):
    """The server ends."""


@dataclass(frozen=True)
class Patience:
    """Seconds."""

    starting: float = 180.0  # until it must have answered once: a database may want to be brought up to date
    wedged: float = 15.0  # without an answer, then the engine room says so
    killed: float = 60.0  # without an answer, then it is ended by force and started anew
    retry: float = 10.0  # until an obstacle is looked at again
    install: float = 300.0  # until the packages are fetched again
    stop: float = 8.0


class Keeper:
    """Looks after one program. `look()` never waits long."""

    def __init__(self, data: Path, name: str, say: Callable[[str], None], patience: Patience | None = None) -> None:
        self.data, self.name, self.say = data, name, say
        self.patience = patience or Patience()
        self.folder = service_states.folder(data)
        self.log = self.folder / f"{name}.out"
        self.plan: Plan | None = None
        self.child: Child | None = None
        self.installer: Child | None = None
        self.state = State("")
        self.due = self.answered = self.asked = 0.0
        self.has_answered = False

    def look(self) -> None:
        plan = self._read_plan()
        if plan != self.plan:
            self.end()
            self.plan, self.due = plan, 0.0
        if plan is None:
            return
        if self.installer is not None:
            self._follow_install(self.installer, plan)
        elif self.child is None:
            self._begin(plan)
        elif not self.child.is_running:
            self._crashed(self.child)
        else:
            self._is_it_well(self.child, plan)
        service_states.still_there(self.data, self.name)

    def end(self) -> None:
        """Stops what runs, with all that it started."""
        for child in (self.child, self.installer):
            if child is not None:
                child.stop(self.patience.stop)
        self.child = self.installer = None
        service_states.forget(self.data, self.name)
        self.state = State("")

    def _read_plan(self) -> Plan | None:
        file = self.folder / f"{self.name}{PLAN}"
        try:
            plan: Plan = json.loads(file.read_text())
        except FileNotFoundError:
            return None
        return plan

    def _begin(self, plan: Plan) -> None:
        if time.monotonic() < self.due:
            return
        environment, lock = Path(plan["environment"]), Path(plan["lock"])
        is_of_machine = not plan["environment"]
        if not self._has_room():
            self._wait("disk_full", self.patience.retry)
        elif is_of_machine and shutil.which(plan["command"][0]) is None:
            self._wait("missing", self.patience.retry)  # who installs it need not restart the server
        elif not is_of_machine and not environments.is_ready(environment, lock):
            self.say(f"{self.name}: fetching what it needs, in the background. This happens only once.")
            at_once = {"PYTHONUNBUFFERED": "1"}  # so that its progress is seen
            self.installer = Child(self.name, environments.command(environment, lock), at_once, (), log=self.log)
            self._follow_install(self.installer, plan)
        elif _is_taken(plan["port"]):
            self._wait("port_taken", self.patience.retry)
        else:
            self._start(environments.interpreter(environment), plan)

    def _start(self, interpreter: str, plan: Plan) -> None:
        command = [interpreter if part == "{python}" else part for part in plan["command"]]
        self.child = Child(self.name, command, plan["variables"], (), log=self.log)
        self.has_answered, self.answered = False, time.monotonic()
        self._now("starting")

    def _follow_install(self, installer: Child, plan: Plan) -> None:
        done, total = environments.progress(self.log, Path(plan["lock"]))
        if installer.is_running:
            self._now("installing", done=done, total=total)
            return
        failed = installer.process.returncode
        self.installer = None
        if failed:
            self.say(f"{self.name}: what it needs could not be fetched. It is tried again by itself. See {self.log}")
            self._wait("not_installed", self.patience.install, detail=environments.why_not(self.log))

    def _crashed(self, child: Child) -> None:
        child.signal(signal.SIGKILL)  # whatever it started and left behind
        self.child = None
        crashes = self.state.crashes + 1
        pause = min(LONGEST_PAUSE, 2.0 ** min(crashes, 6))
        words = self._last_words()
        self.say(f"{self.name} ended unexpectedly. It starts again in {pause:g} s. It said last: {words or 'nothing'}")
        full = any(word in words for word in (*environments.NO_ROOM, "disk is full"))
        self._wait("disk_full" if full else "crashed", pause, detail=words, crashes=crashes)

    def _is_it_well(self, child: Child, plan: Plan) -> None:
        now = time.monotonic()
        if now - self.asked < (5.0 if self.state.what in {"running", "disk_full"} else 0.5):
            return
        if _is_well(plan):
            self.answered, self.has_answered = time.monotonic(), True
            self._now("running" if self._has_room() else "disk_full")  # it answers, and can keep nothing
        self.asked = time.monotonic()
        silent = self.asked - self.answered
        if silent > (self.patience.killed if self.has_answered else self.patience.starting):
            self.say(f"{self.name} doesn't answer any more, so it is ended by force and starts anew.")
            child.stop(0.5)
            self.child = None
            self._wait("wedged", 1.0)
        elif self.has_answered and silent > self.patience.wedged:
            self._now("wedged")

    def _wait(self, what: str, seconds: float, *, detail: str = "", crashes: int = 0) -> None:
        self.due = time.monotonic() + seconds
        self._now(what, detail=detail, again=time.time() + seconds, crashes=crashes)

    def _now(self, what: str, **more: Any) -> None:
        port = self.plan["port"] if self.plan else 0
        since = self.state.since if self.state.what == what else time.time()
        crashes = more.pop("crashes", self.state.crashes if what == "starting" else 0)
        state = replace(State(what, since=since, port=port, crashes=crashes), **more)
        if state != self.state:
            self.state = state
            try:
                service_states.write(self.data, self.name, state)
            except OSError as error:  # and what runs goes on running
                self.say(f"{self.name}: {state.what}. That could not be written down: {error.strerror}")

    def _has_room(self) -> bool:
        return shutil.disk_usage(self.data).free >= LEAST_ROOM

    def _last_words(self) -> str:
        said = [line.strip() for line in self.log.read_text(errors="replace").splitlines() if line.strip()]
        return "\n".join(said[-4:])[-LAST_WORDS:]


def _is_well(plan: Plan) -> bool:
    if plan["health"] == "stun":
        return answers_as_relay("127.0.0.1", plan["port"], 2.0)
    return answers("127.0.0.1", plan["port"], 2.0, path=plan["health"])


def _is_taken(port: int) -> bool:
    try:
        with closing(network.listen("127.0.0.1", port)) as door:
            return door.fileno() < 0
    except (network.Taken, network.NotAllowed):
        return True


def main(data: Path) -> int:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _stop)
    keepers: dict[str, Keeper | builders.Builder] = {}
    try:
        while True:
            for name in service_states.wanted(data):
                if name not in keepers:
                    keeps = builders.Builder if builders.is_bundle(data, name) else Keeper
                    keepers[name] = keeps(data, name, _say)
            for keeper in keepers.values():
                keeper.look()
            time.sleep(0.3)
    except Stopped:
        return 0
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # being asked twice must not leave anything behind
        for keeper in keepers.values():
            keeper.end()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
