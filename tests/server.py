"""A real server for tests: started as somebody at a terminal would, with a data folder of its own."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
COMMAND = str(ROOT / "quartier")
READY = re.compile(r"^Quartiersserver ready: (https?://\S+)$")


class Server:
    """`with Server(tmp_path) as server: server.url`."""

    def __init__(self, data: Path, *options: str, port: int = 0, database: str = "") -> None:
        self.data, self.database = data, database
        self.errors = data.parent / f"{data.name}.stderr"
        self.command = [COMMAND, "start", "--port", str(port), "--data", str(data), *options]
        self.url = ""

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.stop()

    def start(self) -> None:
        began = time.monotonic()
        with self.errors.open("a") as errors:
            self.process = subprocess.Popen(
                self.command, stdout=subprocess.PIPE, stderr=errors, text=True, process_group=0, env=self.environment(),
                preexec_fn=_hear_the_terminal,  # noqa: PLW1509 (it only asks the system)
            )  # fmt: skip
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline().rstrip("\n")
        self.seconds_to_ready = time.monotonic() - began
        match = READY.match(self.first_line)
        if not match:
            self.process.kill()
            raise AssertionError(f"It said {self.first_line!r} instead of being ready:\n{self.errors.read_text()}")
        self.url = match[1]

    def environment(self) -> dict[str, str]:
        return {**environment(), **({"QUARTIER_DATABASE_URL": self.database} if self.database else {})}

    def do(self, code: str, seconds: float = 300) -> Any:
        """Runs `code` with this server's data; what it hands to `say` comes back."""
        env = {**self.environment(), "QUARTIER_DATA": str(self.data)}
        told = "import json\ndef say(said):\n    print('SAID ' + json.dumps(said))\n"
        done = subprocess.run(
            [COMMAND, "manage", "shell", "-v", "0", "-c", told + code],
            env=env, capture_output=True, text=True, check=False, timeout=seconds,
        )  # fmt: skip
        assert "SAID " in done.stdout, done.stderr
        return json.loads(done.stdout.partition("SAID ")[2])

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(120)

    def get(self, path: str) -> str:
        with urlopen(self.url + path, timeout=120) as answer:
            return str(answer.read().decode())

    def kill(self) -> None:
        """All of it at once, as a plug that is pulled."""
        for pid in self.processes():
            with suppress(ProcessLookupError):  # it went with its parent
                os.kill(pid, signal.SIGKILL)
        assert self.ended_within(60), self.processes()

    def processes(self) -> list[int]:
        """Every process of this server: all of them carry its data folder in their environment."""
        mark = f"QUARTIER_DATA={self.data}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
            except OSError:
                continue
        return [pid for pid in {*found, self.process.pid} if _is_alive(pid)]

    def commands_of_processes(self) -> dict[int, str]:
        return {pid: _command(pid) for pid in self.processes()}

    def commands(self) -> str:
        """What runs, a line each."""
        return "\n".join(self.commands_of_processes().values())

    def ended_within(self, seconds: float) -> bool:
        """Whether the last of its processes is gone by then."""
        last_moment = time.monotonic() + seconds
        while time.monotonic() < last_moment:
            self.process.poll()
            if not self.processes():
                return True
            time.sleep(0.05)
        return False


def _hear_the_terminal() -> None:
    """A test run whose own terminal is gone (nohup) ignores SIGHUP, and would pass that on."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def environment() -> dict[str, str]:
    """As at a terminal: without what the tests set for themselves."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("QUARTIER_", "DJANGO_"))}


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def wait_for(is_so: Callable[[], bool], seconds: float = 180) -> None:
    """Looks again and again; fails when it never comes."""
    last_moment = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < last_moment, "it never came"
        time.sleep(0.05)


def run(*arguments: str, seconds: float = 180) -> subprocess.CompletedProcess[str]:
    """Call ./quartier and wait for its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        cwd="/",
        env=environment(),
    )
