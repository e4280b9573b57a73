"""What is written in chat is nowhere but on the devices; what is deleted is gone as far as we promise. Real Synapse."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils import timezone

from quartier.api import Actor, Group, Person
from quartier.api.testing.people import neighbour
from quartier.kernel.backup.actions import write_backup
from quartier.kernel.groups.models import Membership
from quartier.kernel.privacy.erasure import erase_person
from quartier.modules.chat.following import follow
from quartier.modules.chat.homeserver_api import as_admin, path_of
from quartier.modules.chat.models import ChatUser, Room
from tests.foreign import ForeignApp
from tests.homeserver import NAME, Grant, Homeserver, ask, homeserver_at, log_in

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]
SECRET = "Der Schlüssel liegt unter dem Blumentopf 7391"
CANARY = b"Blumentopf"


@pytest.fixture(autouse=True)
def homeserver(live_server: object) -> Homeserver:
    return homeserver_at(str(live_server))


@pytest.fixture
def gateway() -> Iterator[tuple[str, list[bytes]]]:
    """Where an app lets itself be woken: its address, and what it was sent."""
    heard: list[bytes] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"rejected": []}')

        def log_message(self, *said: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/_matrix/push/v1/notify", heard
        server.shutdown()


def wants_to_be_woken(grant: Grant, url: str, key: str, data: dict[str, str]) -> None:
    said = {
        "app_id": "example", "app_display_name": "Example", "device_display_name": "Phone", "kind": "http", "lang": "de",
        "pushkey": key, "data": {"url": url, **data},
    }  # fmt: skip
    ask("POST", "pushers/set", grant.access, said)


def test_what_two_write_is_in_no_database_log_push_or_backup(
    homeserver: Homeserver, gateway: tuple[str, list[bytes]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url, heard = gateway
    as_ben = log_in(neighbour("Ben", "Berg"))
    ada = ForeignApp(homeserver.address, log_in(neighbour("Ada", "Abel")), tmp_path / "ada")
    ben = ForeignApp(homeserver.address, as_ben, tmp_path / "ben")
    wants_to_be_woken(as_ben, url, "short", {"format": "event_id_only"})
    wants_to_be_woken(as_ben, url, "long", {})
    room = ada.begins_with(ben.user)
    ben.joins(room)
    ben.sync()
    ada.sync()
    ada.writes(room, SECRET)
    ben.reads(SECRET)
    last_moment = time.monotonic() + 180
    while len({json.loads(said)["notification"]["devices"][0]["pushkey"] for said in heard if b"event_id" in said}) < 2:
        assert time.monotonic() < last_moment, "Nobody was woken."
        time.sleep(0.1)
    for said in (json.loads(one)["notification"] for one in heard):
        if said["devices"][0]["pushkey"] == "short":
            assert {*said} <= {"event_id", "room_id", "counts", "devices", "prio", "unread"}
    write_backup(tmp_path / "backup.zip")
    packed = ZipFile(tmp_path / "backup.zip")
    places = {
        "push": b"".join(heard),
        "back-up": b"".join(packed.read(name) for name in packed.namelist()),
        "disk": b"".join(file.read_bytes() for file in settings.DATA.rglob("*") if file.is_file()),
        "log": caplog.text.encode(),
    }
    assert [where for where, held in places.items() if CANARY in held] == []
    assert b"m.room.encrypted" in places["disk"]
    assert b"m.room.encrypted" in places["back-up"]
    ada.close()
    ben.close()


def test_a_deleted_message_is_shown_to_nobody_any_more() -> None:
    as_ada, as_ben = log_in(neighbour("Ada", "Abel")), log_in(neighbour("Ben", "Berg"))
    room = ask(
        "POST", "createRoom", as_ada.access, {"invite": [ask("GET", "account/whoami", as_ben.access)["user_id"]]}
    )["room_id"]
    ask("POST", f"rooms/{path_of(room)}/join", as_ben.access, {})
    event = sealed(as_ada, room)
    ask("PUT", f"rooms/{path_of(room)}/redact/{path_of(event)}/2", as_ada.access, {})
    for grant in (as_ada, as_ben):
        assert "ciphertext" not in content(grant, room, event)


def test_whoever_is_erased_takes_files_and_address_along_and_those_who_were_there_keep_what_they_got(
    homeserver: Homeserver,
) -> None:
    ada, ben, eve = (neighbour(name, "Abel") for name in ("Ada", "Ben", "Eve"))
    group = Group.objects.create(name="Gartengruppe")
    for person in (ada, ben):
        Membership.objects.create(group=group, person=person)
    as_ada, as_ben, as_eve = log_in(ada), log_in(ben), log_in(eve)
    follow(timezone.now())
    room = Room.objects.get(group=group).room_id
    event, photo = sealed(as_ada, room), homeserver.upload(b"a photo of hers, sealed", as_ada.access)
    assert homeserver.download(photo, as_ben.access) == b"a photo of hers, sealed"
    gone = f"@{ChatUser.objects.get(person=ada).localpart}:{NAME}"
    erase_person(Person.objects.get(pk=ada.pk), by=Actor(ada))
    Membership.objects.create(group=group, person=eve)
    follow(timezone.now())
    assert as_admin("GET", f"v2/users/{path_of(gone)}")["deactivated"] is True
    assert as_admin("GET", f"v1/users/{path_of(gone)}/media")["total"] == 0
    assert not [
        file
        for file in (settings.DATA / "chat" / "media").rglob("*")
        if file.is_file() and b"a photo of hers, sealed" in file.read_bytes()
    ]
    assert "ciphertext" in content(as_ben, room, event)  # who was there
    assert "ciphertext" not in content(as_eve, room, event)  # who came later


def sealed(grant: Grant, room: str) -> str:
    """What the server gets of a message; returns its number."""
    said = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "ciphertext": "AwgAEnAC",
        "session_id": "x",
        "device_id": grant.device_id,
    }
    return str(ask("PUT", f"rooms/{path_of(room)}/send/m.room.encrypted/1", grant.access, said)["event_id"])


def content(grant: Grant, room: str, event: str) -> dict[str, Any]:
    found: dict[str, Any] = ask("GET", f"rooms/{path_of(room)}/event/{path_of(event)}", grant.access)["content"]
    return found
