"""The disk fills up while chat runs: the site stays, the engine room says so, and with room again all goes on. On a small disk in memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.server import Server
from tests.test_chat_beside import answers, data, state, synapse, waits

__all__ = ["data"]
pytestmark = [pytest.mark.machine, pytest.mark.long]
HERE = "from quartier.kernel.services.words import service_states_now; say([(str(s.sentence), s.url) for s in service_states_now()])"


@pytest.fixture
def small_disk(tmp_path: Path, data: Path) -> Iterator[Path]:
    disk = tmp_path / "small"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160m", "none", disk], check=False).returncode
    ):
        pytest.skip("only root may mount a small disk")
    try:
        shutil.copytree(data, disk / "data", dirs_exist_ok=True)
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as sand:
        try:
            while True:
                sand.write(b"\0" * 100_000)
        except OSError:
            return


def test_a_disk_that_fills_up_is_said_and_outlived(small_disk: Path) -> None:
    where, port = small_disk / "data", free_port()
    with Server(where, "--chat-port", str(port)) as server:
        waits(lambda: state(where) == "running", "It doesn't run.")
        homeserver = synapse(server)
        fill(small_disk / "sand")
        assert shutil.disk_usage(small_disk).free < 200_000
        waits(lambda: state(where) == "disk_full", "It isn't said.")
        for _ in range(5):
            assert server.get("/health/") == "ok"
            assert "Quartiersserver" in server.get("/account/log-in/")
            time.sleep(0.5)
        (sentence, url), *_others = server.do(HERE)
        assert sentence in {"Die Festplatte ist voll.", "The disk is full."}
        assert url == "chat:server"
        (small_disk / "sand").unlink()
        waits(lambda: state(where) == "running", "It doesn't go on.")
        assert synapse(server) == homeserver  # the same one
        assert answers(port)
