"""Programs beside the server: what goes wrong is said in one word, and mends itself where it can. Real processes."""

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quartier.machine import environments, service_states
from quartier.machine.services import Keeper, Patience
from tests.ports import free_port

pytestmark = pytest.mark.machine
NAME = "some.program"
SOURCE = Path(__file__).resolve().parents[3]
SHORT = Patience(starting=180.0, wedged=0.2, killed=1.5, retry=0.2, install=0.5, stop=1.0)
WELL = """
import http.server, sys
class Well(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.send_header("Content-Length", "0"); self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Well).serve_forever()
"""


class Kept:
    """A keeper with an environment that is there, and a plan."""

    def __init__(self, data: Path, *, is_fetched: bool = True) -> None:
        self.data, self.port, self.said = data, free_port(), list[str]()
        self.lock, self.environment = data / "chat.txt", data / ".venv-some"
        self.lock.write_text("nothing-of-this-name==1.0 --hash=sha256:" + "0" * 64 + "\n")
        if is_fetched:
            (self.environment / "bin").mkdir(parents=True)
            (self.environment / "bin" / "python").symlink_to(sys.executable)
            (self.environment / environments.STAMP).write_bytes(self.lock.read_bytes())
        self.keeper = Keeper(data, NAME, self.said.append, SHORT)

    def plans(self, program: str, version: str = "1") -> None:
        plan = {
            "command": ["{python}", "-c", program, str(self.port)], "port": self.port, "health": "/health", "variables": {},
            "version": version, "lock": str(self.lock), "environment": str(self.environment),
        }  # fmt: skip
        (service_states.folder(self.data) / f"{NAME}{service_states.PLAN}").write_text(json.dumps(plan))

    def until(self, what: str, seconds: float = 180.0) -> service_states.State:
        return self.until_true(lambda state: state.what == what, seconds)

    def until_true(self, holds: Callable[[service_states.State], bool], seconds: float = 180.0) -> service_states.State:
        last_moment, state = time.monotonic() + seconds, service_states.State("")
        while time.monotonic() < last_moment:
            self.keeper.look()
            state = service_states.read(self.data, NAME)
            if holds(state):
                return state
            time.sleep(0.02)
        raise AssertionError(f"It is still {state}")

    @property
    def pid(self) -> int:
        assert self.keeper.child is not None
        return self.keeper.child.process.pid


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path)
    yield kept
    kept.keeper.end()


def test_it_runs_answers_and_starts_again_after_a_crash(kept: Kept) -> None:
    kept.plans(WELL)
    kept.until("running")
    os.kill(first := kept.pid, signal.SIGKILL)
    crashed = kept.until("crashed")
    assert crashed.again > time.time() - 60
    kept.until("running")
    assert kept.pid != first


def test_other_settings_start_it_anew_and_no_plan_ends_it(kept: Kept) -> None:
    kept.plans(WELL)
    kept.until("running")
    first = kept.pid
    kept.plans(WELL, version="2")
    kept.until_true(lambda state: state.what == "running" and kept.pid != first)
    (service_states.folder(kept.data) / f"{NAME}{service_states.PLAN}").unlink()
    kept.keeper.look()
    assert kept.keeper.child is None
    assert service_states.read(kept.data, NAME).what == "absent"


def test_one_that_hangs_is_noticed_and_started_anew(kept: Kept) -> None:
    kept.plans(WELL)
    kept.until("running")
    os.kill(first := kept.pid, signal.SIGSTOP)
    kept.keeper.asked = 0.0
    kept.until("wedged")
    kept.until_true(lambda state: state.what == "running" and kept.pid != first)
    assert "ended by force" in "".join(kept.said)


def test_a_taken_port_is_said_and_used_once_it_is_free(kept: Kept) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", kept.port))
        other.listen()
        kept.plans(WELL)
        assert kept.until("port_taken").port == kept.port
    kept.until("running")


def test_what_it_said_last_is_kept_and_it_is_tried_ever_more_rarely(kept: Kept) -> None:
    kept.plans("raise SystemExit('server_name is missing')")
    assert "server_name is missing" in kept.until("crashed").detail
    kept.until_true(lambda state: state.crashes == 2)
    assert [text.partition("It starts again in ")[2].split(".")[0] for text in kept.said] == ["2 s", "4 s"]


def test_a_full_disk_is_called_by_its_name(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.plans("raise SystemExit('sqlite3.OperationalError: database or disk is full')")
    kept.until("disk_full")
    monkeypatch.setattr("quartier.machine.services.LEAST_ROOM", 1 << 60)
    kept.keeper.due = 0.0
    kept.until("disk_full")
    assert kept.keeper.child is None


def test_without_a_network_it_says_so_and_tries_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # nobody listens there
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    kept = Kept(tmp_path, is_fetched=False)
    kept.plans(WELL)
    try:
        assert kept.until("installing").total == 1
        assert kept.until("not_installed", 600).detail == "network"
        kept.until("installing")
    finally:
        kept.keeper.end()


def test_who_looks_after_it_is_gone(kept: Kept) -> None:
    kept.plans(WELL)
    kept.until("running")
    file = service_states.folder(kept.data) / f"{NAME}{service_states.STATE}"
    os.utime(file, (1, 1))
    assert service_states.read(kept.data, NAME).what == "silent"


def test_the_words_of_an_installer_tell_the_reason(tmp_path: Path) -> None:
    log = tmp_path / "out"
    for said, reason in (("OSError: [Errno 28] No space left on device", "room"), ("hashes do not match", "packages")):
        log.write_text(said)
        assert environments.why_not(log) == reason
