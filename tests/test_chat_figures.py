"""What chat costs on this machine: prints what docs/chat.md says. `pytest tests/test_chat_figures.py -m long -s`"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

import pytest

from quartier.api.testing.people import neighbour
from quartier.modules.chat.homeserver_api import path_of
from tests.foreign import ForeignApp
from tests.homeserver import Homeserver, ask, homeserver_at, log_in

pytestmark = [pytest.mark.machine, pytest.mark.long, pytest.mark.django_db(transaction=True)]
MESSAGES = 40


def cpu(homeserver: Homeserver) -> float:
    """Seconds that the homeserver has computed: the same, however busy the machine is."""
    spent = Path(f"/proc/{homeserver.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


def test_figures(live_server: object, tmp_path: Path) -> None:
    homeserver = homeserver_at(str(live_server))
    idle, started = homeserver.memory(), cpu(homeserver)
    ada, ben = (ForeignApp(homeserver.address, log_in(neighbour(n, "Abel")), tmp_path / n) for n in ("ada", "ben"))
    room = ada.begins_with(ben.user)
    ben.joins(room)
    ben.sync()
    ada.sync()
    seen = []
    for number in range(MESSAGES // 2):
        began = time.monotonic()
        ada.writes(room, f"Nachricht {number}")
        ben.reads(f"Nachricht {number}")
        seen.append(time.monotonic() - began)
    eve = log_in(neighbour("Eva", "Abel"))
    plain = ask("POST", "createRoom", eve.access, {})["room_id"]
    before = cpu(homeserver)
    for number in range(MESSAGES):
        ask(
            "PUT",
            f"rooms/{path_of(plain)}/send/m.room.message/{number}",
            eve.access,
            {"msgtype": "m.text", "body": "x"},
            ok=False,
        )
    each = (cpu(homeserver) - before) / MESSAGES
    print(
        f"\nSynapse: start {homeserver.seconds_to_start:.1f} s ({started:.1f} s of them computing), idle {idle} MB, "
        f"afterwards {homeserver.memory()} MB; send → seen {statistics.median(seen):.2f} s (slowest {max(seen):.2f} s); "
        f"{each * 1000:.0f} ms of computing a message; load {os.getloadavg()[0]:.0f}"
    )
    for one in (ada, ben):
        one.close()
