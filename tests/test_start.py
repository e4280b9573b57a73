"""`./quartier start`, with real processes."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.server import COMMAND, ROOT, Server, run, wait_for

pytestmark = pytest.mark.machine


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("start") / "data") as server:
        yield server


def test_it_serves_pages_once_it_says_ready(running: Server) -> None:
    assert running.get("/health/") == "ok"


def test_a_second_start_on_the_same_data_folder_says_so(running: Server) -> None:
    second = run("start", "--port", "0", "--data", str(running.data))
    assert second.returncode == 1
    assert second.stdout == ""
    assert "already running" in second.stderr
    assert running.url in second.stderr
    assert "Next:" in second.stderr


def test_a_taken_port_says_so(running: Server, tmp_path: Path) -> None:
    port = running.url.rpartition(":")[2]
    second = run("start", "--port", port, "--data", str(tmp_path / "other"))
    assert second.returncode == 1
    assert f"Port {port} is taken" in second.stderr
    assert running.get("/health/") == "ok"


def test_a_demo_is_not_mixed_into_a_real_quarter(tmp_path: Path) -> None:
    (tmp_path / "quartier.sqlite3").touch()
    refused = run("start", "--demo", "--port", "0", "--data", str(tmp_path))
    assert refused.returncode == 1
    assert "real quarter" in refused.stderr


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = run("start", "--port", "0", "--data", str(tmp_path / "file"))
    assert refused.returncode == 1
    assert "cannot be used" in refused.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_every_process(number: signal.Signals, tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        wait_for(lambda: "quartier.project.worker" in server.commands())
        assert len(server.processes()) >= 5, "it looks for processes in the wrong way"
        assert server.stop(number) == 0
        assert server.ended_within(60)
        assert "Traceback" not in server.errors.read_text()
        assert (server.data / "lock").read_text() == ""


def test_no_process_outlives_a_killed_parent(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        wait_for(lambda: "quartier.project.worker" in server.commands())
        server.process.kill()
        assert server.ended_within(60), server.commands()
        server.start()
        assert server.get("/health/") == "ok"


@pytest.mark.parametrize("helper", ["quartier.project.prepare", "quartier.project.first_steps"])
def test_nor_does_one_that_it_only_waits_for(helper: str, tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    with (tmp_path / "said").open("w") as said:
        server.process = subprocess.Popen(server.command, stdout=said, stderr=said, text=True, env=server.environment())
    try:
        wait_for(lambda: _stopped(server, helper))  # it would work on for ever, were it not ended
    finally:
        server.process.kill()
    assert server.ended_within(60), server.commands()


def _stopped(server: Server, helper: str) -> bool:
    """Whether it was there: it may go before anybody stops it."""
    found = [pid for pid, command in server.commands_of_processes().items() if helper in command]
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    return bool(found)


def test_a_crashed_web_server_comes_back(running: Server) -> None:
    os.kill(child(running, "gunicorn"), signal.SIGKILL)
    wait_for(lambda: "The web server ended unexpectedly" in running.errors.read_text())
    assert "signal 9" in running.errors.read_text()
    assert running.get("/health/") == "ok"  # waits in the open door meanwhile


def test_a_later_start_prepares_nothing(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        server.stop()
        assert "Preparing" in server.errors.read_text()
        first = server.seconds_to_ready
        server.errors.unlink()
        server.start()
        assert "Preparing" not in server.errors.read_text()
        print(f"first start {first:.2f} s, later {server.seconds_to_ready:.2f} s")


def test_nothing_is_served_when_the_preparation_fails(tmp_path: Path) -> None:
    (tmp_path / "quartier.sqlite3").write_text("this is no database at all, " * 100)
    failed = run("start", "--port", "0", "--data", str(tmp_path))
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert "could not be prepared" in failed.stderr


def test_logs_hold_no_query_strings(running: Server) -> None:
    running.get("/health/?secret=canary-4711")
    with socket.create_connection(("127.0.0.1", int(running.url.rpartition(":")[2]))) as rude:
        rude.sendall(b"GET /health/?secret=canary-4711 HTTP/1.1\r\nHost: x\r\nContent-Length: canary-4711\r\n\r\n")
        rude.recv(1000)
    assert "canary-4711" not in running.errors.read_text()


def test_help_lists_every_command_from_any_folder() -> None:
    overview = run("help")
    assert overview.returncode == 0
    assert "./quartier start" in overview.stdout
    assert "./quartier chat move-to-postgres" in overview.stdout  # of a module


def test_a_slip_of_the_keyboard_gets_a_suggestion() -> None:
    assert "Did you mean: ./quartier start" in run("strat").stderr
    assert "./quartier help" in run("xyzzy").stderr


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    """The script alone, without packages, and a python3 that we can cripple."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "quartier").write_text((ROOT / "quartier").read_text())
    (tmp_path / "quartier").chmod(0o755)
    return tmp_path


def start_with(python: str, checkout: Path) -> subprocess.CompletedProcess[str]:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (checkout / "bin" / name).write_text(f"#!/bin/sh\n{python}\n")
        (checkout / "bin" / name).chmod(0o755)
    environment = {"PATH": f"{checkout / 'bin'}:/usr/bin:/bin"}
    command = [str(checkout / "quartier"), "start"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180)


def test_a_missing_venv_package_is_named(bare_checkout: Path) -> None:
    answer = start_with('case "$2" in *ensurepip*) exit 1;; esac; exit 0', bare_checkout)
    assert answer.returncode == 1
    assert "sudo apt install python3-venv" in answer.stderr


def test_a_python_that_is_too_old_is_named(bare_checkout: Path) -> None:
    answer = start_with("exit 1", bare_checkout)
    assert answer.returncode == 1
    assert "Python 3.11" in answer.stderr


def child(server: Server, part_of_command: str) -> int:
    """The direct child whose command holds that word."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "-o", "args=", "--ppid", str(server.process.pid)],
        capture_output=True,
        text=True,
        check=True,
    )
    return next(int(line.split()[0]) for line in found.stdout.splitlines() if part_of_command in line)


def test_the_command_is_a_script_that_any_shell_reads() -> None:
    assert subprocess.run(["sh", "-n", COMMAND], check=False).returncode == 0
