"""`./quartier start` with the real Synapse beside it: the site never waits, and nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from quartier.commands import postgresql
from quartier.machine import service_states
from tests.ports import free_port
from tests.server import COMMAND, Server, environment, run

pytestmark = pytest.mark.machine
SERVICE = "chat.synapse"


def waits(holds: Callable[[], bool], what: str, seconds: float = 900.0) -> None:
    last_moment = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last_moment, what
        time.sleep(0.1)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter that has chosen a name for its chat."""
    data = tmp_path_factory.mktemp("chat") / "data"
    with Server(data):
        pass
    with sqlite3.connect(data / "quartier.sqlite3") as database:
        database.execute("UPDATE kernel_quarter SET switched_off = '[]'")
        database.execute(
            "INSERT INTO chat_chatserver (id, server_name, address, is_on, has_relay, relay_ip, first_words)"
            " VALUES (1, 'quartier.test', 'https://quartier.test', 1, 0, '', '[]')"
        )
    return data


def state(data: Path) -> str:
    return service_states.read(data, SERVICE).what


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/_matrix/client/versions", timeout=30) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def synapse(server: Server) -> int:
    for pid in server.processes():
        if "synapse.app.homeserver" in Path(f"/proc/{pid}/cmdline").read_text():
            return pid
    raise AssertionError("There is none.")


def test_it_comes_up_beside_the_site_and_goes_with_it(data: Path) -> None:
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with Server(data, "--chat-port", str(port)) as server:
            waits(lambda: state(data) in {"port_taken", "installing"}, "A taken port isn't said.")
            assert server.get("/health/") == "ok"
            other.close()
            waits(lambda: state(data) == "running", "It doesn't run.")
            assert answers(port)
            os.kill(synapse(server), signal.SIGSTOP)
            began = time.monotonic()
            assert "Quartiersserver" in server.get("/account/log-in/")
            assert time.monotonic() - began < 60  # and not the minutes that a hanging one would take
            os.kill(server.process.pid, signal.SIGKILL)
            assert server.ended_within(60), "The homeserver outlives the server."


@pytest.mark.long
def test_moved_while_the_server_runs_and_cut_off_in_the_middle_the_chat_comes_back(data: Path) -> None:
    """The command as somebody types it; killed, all is as it was; again, and it runs on PostgreSQL."""
    here = data / "chat"
    with postgresql.running() as url, Server(data, "--chat-port", str(free_port())) as server:
        waits(lambda: state(data) == "running", "It doesn't run.")
        command = [COMMAND, "chat", "move-to-postgres", url.rpartition("/")[0] + "/moved", "--data", str(data)]
        mover = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
        waits((here / "moving" / "into.yaml").exists, "It doesn't begin.")
        assert state(data) == "absent"
        assert "gerade nach PostgreSQL" in server.do(
            "from quartier.kernel.services.plans import refused; say(refused('chat.synapse'))"
        )
        assert server.get("/health/") == "ok"
        os.kill(mover.pid, signal.SIGKILL)
        mover.wait()
        waits(lambda: state(data) == "running", "It doesn't come back.")
        assert (here / "homeserver.db").exists()
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        waits(lambda: state(data) == "running", "It doesn't run on PostgreSQL.")
        assert json.loads((here / "homeserver.yaml").read_text())["database"]["args"]["dbname"] == "moved"
        assert not (here / "homeserver.db").exists()
        assert run("chat", "move-to-postgres", "--forget-old", "--data", str(data)).returncode == 0
        assert [file.name for file in here.glob("homeserver.db*")] == []


def test_no_chat_leaves_it_out(data: Path) -> None:
    with Server(data, "--no-chat") as server:
        time.sleep(1.0)
        assert state(data) == "absent"
        assert server.get("/health/") == "ok"
