"""What goes wrong with chat: the site stays up, says so, and nobody gets what isn't theirs. Real Synapse."""

from __future__ import annotations

import http.client
import json
import os
import signal
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from quartier.api import Person
from quartier.api.testing.people import client_of, neighbour
from quartier.modules.chat import homeserver_api
from quartier.modules.chat.configuration import MOST_BYTES
from quartier.modules.chat.homeserver_api import call, path_of
from quartier.modules.chat.models import AppSession, ChatUser, Token
from quartier.modules.chat.secrets import secrets
from tests.homeserver import Grant, Homeserver, ask, homeserver_at, log_in, token

pytestmark = [pytest.mark.machine, pytest.mark.django_db(transaction=True)]
OFF = timedelta(minutes=10)


@pytest.fixture
def homeserver(live_server: object) -> Homeserver:
    return homeserver_at(str(live_server))


@pytest.fixture
def ada(homeserver: Homeserver) -> Person:
    return neighbour("Ada", "Abel")


def says(grant: Grant, room: str, number: int) -> dict[str, Any]:
    path = f"rooms/{path_of(room)}/send/m.room.message/{number}"
    return ask("PUT", path, grant.access, {"msgtype": "m.text", "body": f"Hallo {number}"}, ok=False)


def refreshed(grant: Grant) -> Grant:
    given = token(grant_type="refresh_token", client_id=grant.client_id, refresh_token=grant.refresh)
    assert given.status_code == 200, given.content
    return grant._replace(access=given.json()["access_token"], refresh=given.json()["refresh_token"])


def test_while_it_hangs_every_page_comes_at_once_and_says_so(
    ada: Person, homeserver: Homeserver, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant, browser = log_in(ada), client_of(ada)
    monkeypatch.setattr(homeserver_api, "PATIENCE", 1.0)
    os.kill(homeserver.process.pid, signal.SIGSTOP)
    try:
        with monkeypatch.context() as nobody_asks_it:
            nobody_asks_it.setattr(homeserver_api, "call", lambda *_all, **_more: pytest.fail("a page waits for it"))
            for path in ("/", "/account/devices/", "/chat/apps/"):
                assert browser.get(path, follow=True).status_code == 200
        began = time.monotonic()
        assert browser.get("/chat/").status_code == 200
        said = browser.post("/chat/session/", {"device_id": ""})
        assert said.status_code == 503
        assert "Chat" in said.json()["error"]
        browser.post(f"/chat/apps/{AppSession.objects.get(app__isnull=False).pk}/end/")
        assert time.monotonic() - began < 120.0  # each of these asked it once, and gave up after some seconds
    finally:
        os.kill(homeserver.process.pid, signal.SIGCONT)
        monkeypatch.undo()
    assert not Token.objects.filter(session__app__isnull=False).exists()
    assert ask("GET", "account/whoami", grant.access, ok=False)["status"] == 401


RUBBISH: list[Any] = [
    None, [], 7, "x", {}, {"what": "say"}, {"what": 7, "by": []}, {"what": "invite", "by": "{0}"}, {"what": "drop", "by": "{0}"},
    {"what": "say", "by": "{0}", "room": {"a": 1}, "people": "{0}"}, {"what": "say", "by": {}, "people": [None, {}, 7]},
    {"what": "create", "by": "{0}", "people": 7}, {"what": "join", "by": "{0}", "people": {"a": 1}},
    {"what": "say", "by": "\0", "room": "\0", "people": ["\0"]},
]  # fmt: skip


def test_whoever_knows_no_secret_may_nothing_and_rubbish_from_one_who_does_is_a_no(ada: Person) -> None:
    log_in(ada)
    name = ChatUser.objects.get(person=ada).localpart
    for said in RUBBISH:
        body = json.dumps(said).replace("{0}", name)
        for shown, known in (
            (secrets()["rules"], True),
            (secrets()["shared"], False),
            (secrets()["rules"][:-1], False),
        ):
            answer = Client().post(
                "/chat/homeserver/may/",
                body,
                content_type="application/json",
                headers={"Authorization": f"Bearer {shown}"},
            )
            assert answer.status_code in ({200, 400} if known else {403}), (body, answer.status_code)
            assert known or b"may" not in answer.content
    torn = Client().post(
        "/chat/homeserver/may/",
        b"\xff{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {secrets()['rules']}"},
    )
    assert torn.status_code == 400
    for shown in ("", secrets()["bot"], secrets()["to_us"], secrets()["rules"]):
        answer = Client().post(
            "/chat/homeserver/oauth2/introspect", {"token": "x"}, headers={"Authorization": f"Bearer {shown}"}
        )
        assert answer.status_code == 403


def test_a_file_of_a_hundred_megabytes_is_refused_before_it_is_taken_in(ada: Person, homeserver: Homeserver) -> None:
    grant, before = log_in(ada), homeserver.memory()
    most = int(MOST_BYTES.removesuffix("M")) * 1024 * 1024
    assert call("GET", "/_matrix/client/v1/media/config", token=grant.access)["m.upload.size"] == most
    for says_how_long in (True, False):
        assert _status_of_upload(homeserver, grant, 100_000_000, says_how_long=says_how_long) == 413
    assert homeserver.memory() - before < 150
    assert ask("GET", "account/whoami", grant.access)["device_id"] == grant.device_id


def _status_of_upload(homeserver: Homeserver, grant: Grant, size: int, *, says_how_long: bool) -> int:
    """413 also where it hangs up in the middle of what it doesn't want."""
    connection = http.client.HTTPConnection("127.0.0.1", homeserver.port, timeout=60)
    connection.putrequest("POST", "/_matrix/media/v3/upload")
    connection.putheader("Authorization", f"Bearer {grant.access}")
    connection.putheader("Content-Type", "application/octet-stream")
    connection.putheader(*(("Content-Length", str(size)) if says_how_long else ("Transfer-Encoding", "chunked")))
    connection.endheaders()
    part = b"\0" * 1_000_000
    try:
        for _ in range(size // len(part)):
            connection.send(part if says_how_long else b"%x\r\n%s\r\n" % (len(part), part))
        connection.send(b"" if says_how_long else b"0\r\n\r\n")
        return connection.getresponse().status
    except OSError:
        return 413
    finally:
        connection.close()


@pytest.mark.parametrize("many", [60, pytest.param(1000, marks=pytest.mark.long)])
def test_a_thousand_messages_at_once_are_slowed_down_and_nobody_else_feels_it(
    ada: Person, homeserver: Homeserver, many: int
) -> None:
    ben = neighbour("Ben", "Berg")
    as_ada, as_ben = log_in(ada), log_in(ben)
    his = f"@{ChatUser.objects.get(person=ben).localpart}:quartier.test"
    room = ask("POST", "createRoom", as_ada.access, {"is_direct": True, "invite": [his]})["room_id"]
    ask("POST", f"rooms/{path_of(room)}/join", as_ben.access, {})
    began = time.monotonic()
    answers = [says(as_ada, room, number) for number in range(many)]
    seconds = time.monotonic() - began
    taken, refused = [one for one in answers if "event_id" in one], [one for one in answers if "errcode" in one]
    assert {one["errcode"] for one in refused} <= {"M_LIMIT_EXCEEDED"}  # none, where the machine itself is as slow
    assert len(taken) <= 30 + 2 * seconds + 2  # what a person can write, and no more
    assert "event_id" in says(as_ben, room, 1)
    assert len(read_in(room, as_ben)) == len(taken) + 1


def read_in(room: str, grant: Grant) -> list[str]:
    """Page by page."""
    found, page = list[str](), dict[str, Any](end="")
    while "end" in page:
        since = f"&from={page['end']}" if page["end"] else ""
        page = ask("GET", f"rooms/{path_of(room)}/messages?dir=b&limit=500{since}", grant.access)
        found += [event["event_id"] for event in page["chunk"] if event["type"] == "m.room.message"]
    return found


@pytest.mark.parametrize("off", [OFF, -OFF], ids=["fast", "slow"])
def test_a_clock_that_is_ten_minutes_off_shuts_nobody_out(ada: Person, off: timedelta) -> None:
    """The clock of the site jumps away from the homeserver's and back, as after a reboot without a network."""
    grant = log_in(ada)
    room = ask("POST", "createRoom", grant.access, {})["room_id"]
    with time_machine.travel(timezone.now() + off, tick=True):
        meanwhile = refreshed(grant)  # as apps do when the homeserver says 401
        assert "event_id" in says(meanwhile, room, 1)
        other = log_in(ada)
        assert ask("GET", "account/whoami", other.access)["device_id"] == other.device_id
    afterwards = refreshed(meanwhile)
    assert "event_id" in says(afterwards, room, 2)
    assert ask("GET", "account/whoami", refreshed(other).access)["device_id"] == other.device_id
    assert AppSession.objects.filter(user__person=ada).count() == 2
