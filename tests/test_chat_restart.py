"""Killed or restarted while everybody writes: whatever was acknowledged is there afterwards, once. Real Synapse (R7)."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connections

from quartier.api.testing.people import neighbour
from quartier.modules.chat.homeserver_api import Unreachable, path_of
from tests.homeserver import Grant, ask, homeserver_at, log_in

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]
WRITERS, EACH = 3, 15  # within what one person may write in a breath


def writes(grant: Grant, room: str, name: int, is_over: Event) -> dict[str, str]:
    """As an app does: the same message again until it is acknowledged. Returns text → number of the event."""
    acknowledged: dict[str, str] = {}
    for number in range(EACH):
        text = f"{name}.{number}"
        path = f"rooms/{path_of(room)}/send/m.room.message/{text}"
        while text not in acknowledged:
            try:
                answer = ask("PUT", path, grant.access, {"msgtype": "m.text", "body": text}, ok=False)
            except Unreachable:
                answer = {}
            if "event_id" in answer:
                acknowledged[text] = answer["event_id"]
            elif is_over.wait(0.2):
                break
    connections.close_all()
    return acknowledged


@pytest.mark.parametrize("how", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.long)])
def test_no_acknowledged_message_is_lost(live_server: object, how: signal.Signals) -> None:
    homeserver, is_over = homeserver_at(str(live_server)), Event()
    people = [neighbour(f"Nachbar{number}", "Muster") for number in range(WRITERS)]
    grants = [log_in(person) for person in people]
    rooms = [ask("POST", "createRoom", grant.access, {})["room_id"] for grant in grants]
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(writes, grants[one], rooms[one], one, is_over) for one in range(WRITERS)]
        try:
            time.sleep(0.5)
            homeserver.process.send_signal(how)
            homeserver.process.wait(120)
            homeserver.start()
            acknowledged = [one.result(600) for one in writing]
        finally:
            is_over.set()
    for one in range(WRITERS):
        found = ask("GET", f"rooms/{path_of(rooms[one])}/messages?dir=b&limit=500", grants[one].access)["chunk"]
        said = {event["event_id"]: event["content"]["body"] for event in found if event["type"] == "m.room.message"}
        assert {number: text for text, number in acknowledged[one].items()} == said
        assert len(said) == EACH
