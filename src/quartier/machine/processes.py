"""The processes of the server: started together, restarted when they crash, stopped together.

None outlives its parent, even when that is killed without a chance to tidy up.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

PR_SET_PDEATHSIG = 1
SECONDS_TO_STOP = 10.0
SECONDS_THAT_COUNT_AS_WELL = 60.0
LONGEST_PAUSE = 60.0

_libc = ctypes.CDLL(None, use_errno=True)


def die_with(parent: int) -> None:
    """Ask the system to kill this process as soon as its parent is gone. Only Linux can."""
    if sys.platform != "linux":
        return
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before we could ask
        os._exit(1)


def run(command: Sequence[str], **options: Any) -> "subprocess.CompletedProcess[Any]":
    """`subprocess.run` for a process that must not go on working once we are gone."""
    parent = os.getpid()
    return subprocess.run(  # noqa: PLW1510 (who calls says whether it checks)
        command,
        preexec_fn=lambda: die_with(parent),
        **options,
    )


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of ours in a Python like this one."""
    return [sys.executable, "-P", "-m", module, *arguments]


class Child:
    """One process that ought to run for as long as the server does."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        descriptors: Sequence[int],
        *,
        log: Path | None = None,
    ) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.descriptors = descriptors
        self.log = log  # where it writes; else to where the server was started
        self.crashes = 0
        self.due = 0.0
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        parent = os.getpid()
        with contextlib.ExitStack() as stack:
            log = stack.enter_context(self.log.open("wb")) if self.log else None
            self.process = subprocess.Popen(
                self.command,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=self.descriptors,
                process_group=0,  # Ctrl-C reaches the parent alone, which then stops everything in order
                preexec_fn=lambda: die_with(parent),  # noqa: PLW1509 (there are no threads here)
            )

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def pause_after_crash(self) -> float:
        """Seconds until the next try: longer each time, short again after it has run well for a minute."""
        ran_well = time.monotonic() - self.started > SECONDS_THAT_COUNT_AS_WELL
        self.crashes = 1 if ran_well else self.crashes + 1
        return min(LONGEST_PAUSE, 0.5 * 2.0 ** (self.crashes - 1))

    def signal(self, number: signal.Signals) -> None:
        """To the process and all that it started."""
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return

    def stop(self, seconds: float) -> bool:
        """Ask it to end, wait so long, and end it by force with all that it started. Returns whether it went by itself."""
        self.signal(signal.SIGTERM)
        try:
            self.process.wait(seconds)
            went = True
        except subprocess.TimeoutExpired:
            went = False
        self.signal(signal.SIGKILL)
        self.process.wait()
        return went


class Children:
    """All processes of one server. Leaving the `with` block stops them."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.running: list[Child] = []

    def __enter__(self) -> "Children":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave anything behind
        self.stop()

    def start(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        descriptors: Sequence[int] = (),
    ) -> Child:
        child = Child(name, command, environment or {}, descriptors)
        self.running.append(child)
        return child

    def watch(self, also: Callable[[], None] = lambda: None) -> None:
        """Restart what crashes, for ever: only a signal ends this. `also` is called again and again."""
        while True:
            also()
            for child in self.running:
                self._look_after(child)
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask everything to end, wait, and end by force what does not."""
        for child in self.running:
            child.signal(signal.SIGTERM)
        last_moment = time.monotonic() + SECONDS_TO_STOP
        for child in self.running:
            if not child.stop(max(0.0, last_moment - time.monotonic())):
                self.say(f"{child.name} does not stop, so it is ended by force.")
        self.running.clear()

    def _look_after(self, child: Child) -> None:
        if child.is_running:
            return
        now = time.monotonic()
        if not child.due:
            pause = child.pause_after_crash()
            child.due = now + pause
            child.signal(signal.SIGKILL)  # whatever it started and left behind
            self.say(
                f"{child.name} ended unexpectedly ({_how(child.process.returncode)}). It starts again in {pause:g} s."
            )
        elif now >= child.due:
            child.due = 0.0
            child.start()


def _how(returncode: int) -> str:
    return f"signal {-returncode}" if returncode < 0 else f"exit code {returncode}"
