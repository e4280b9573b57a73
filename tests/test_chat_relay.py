"""The relay for calls (coturn): its settings let nobody into the network behind it, and where it is missing that is said."""

from __future__ import annotations

import json
import shutil
import signal
import stat
import subprocess
from pathlib import Path
from threading import Timer

import pytest
from django.conf import settings
from django.utils import translation

from quartier.api import Actor, Refused, is_running
from quartier.api.testing.people import client_of, key_holder, neighbour
from quartier.kernel.services.words import service_states_now
from quartier.machine import service_states
from quartier.machine.services import Keeper, Patience
from quartier.modules.chat import turn
from quartier.modules.chat.actions import set_up_chat
from quartier.modules.chat.configuration import write_configuration
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.secrets import folder, secrets
from quartier.modules.chat.terms import RELAY
from tests.ports import free_port
from tests.relay import planned, until_it_is

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "quartier.example.org", "https://quartier.example.org"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> ChatServer:
    monkeypatch.setenv("QUARTIER_TURN_PORT", str(free_port()))
    return ChatServer.objects.create(pk=1, server_name=NAME, address="http://127.0.0.1:8000")


def written(server: ChatServer) -> list[str]:
    turn.write_settings(server)
    return (folder() / "relay.conf").read_text().splitlines()


def homeserver_says(server: ChatServer) -> dict[str, object]:
    write_configuration(server)
    said: dict[str, object] = json.loads((folder() / "homeserver.yaml").read_text())
    return said


def test_its_settings_open_nothing_but_calls(server: ChatServer) -> None:
    server.address = ADDRESS
    lines = written(server)
    for rule in ("use-auth-secret", "no-multicast-peers", "no-tcp-relay", "no-cli", "no-tls", "stale-nonce=600"):
        assert rule in lines
    assert "allow-loopback-peers" not in lines
    for closed in ("10.0.0.0-10.255.255.255", "127.0.0.0-127.255.255.255", "192.168.0.0-192.168.255.255", "::1"):
        assert f"denied-peer-ip={closed}" in lines
    assert stat.S_IMODE((folder() / "relay.conf").stat().st_mode) == 0o600
    assert f"static-auth-secret={secrets()['relay']}" in lines
    assert secrets()["relay"] not in " ".join(turn.plan().command)  # type: ignore[union-attr]


def test_the_homeserver_tells_where_it_is_and_with_which_secret(server: ChatServer) -> None:
    server.address = ADDRESS
    said = homeserver_says(server)
    assert said["turn_uris"] == [f"turn:{NAME}:{turn.port()}?transport={how}" for how in ("udp", "tcp")]
    assert said["turn_shared_secret"] == secrets()["relay"]
    server.relay_ip = "2001:db8::7"
    assert homeserver_says(server)["turn_uris"][0].startswith("turn:[2001:db8::7]:")  # type: ignore[index]
    server.has_relay = False
    assert homeserver_says(server)["turn_uris"] == []


def test_a_server_from_before_learns_the_secret_that_it_lacks() -> None:
    file = folder() / "secrets.json"
    secrets()
    known = json.loads(file.read_text())
    file.write_text(json.dumps({word: known[word] for word in known if word != "relay"}))
    secrets.cache_clear()
    try:
        assert secrets()["relay"]
        assert secrets()["shared"] == known["shared"]
    finally:
        file.write_text(json.dumps(known))
        secrets.cache_clear()


@pytest.mark.parametrize(
    "typed",
    [
        "router",
        "1.2.3",
        "224.0.0.1",
        "0.0.0.0",
        "127.0.0.1",
        "1.2.3.4/24",
        "203.0.113.7\nno-auth",
        "::",
        "https://a.de",
        "2001:db8::1%\nallow-loopback-peers",
        "fe80::1%eth0",
    ],
)
def test_what_is_no_address_is_refused_and_nothing_is_kept(typed: str) -> None:
    with pytest.raises(Refused):
        set_up_chat(by=Actor(key_holder()), server_name=NAME, address=ADDRESS, relay_ip=typed)
    assert not ChatServer.objects.exists()


def test_it_is_set_up_on_the_page_of_the_chat_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quartier.modules.chat.service.make_database", lambda: None)
    browser = client_of(key_holder())
    sent = {"server_name": NAME, "address": ADDRESS, "is_on": "on", "has_relay": "on", "relay_ip": "router"}
    assert "Das ist keine Adresse eines Rechners" in browser.post("/chat/server/", sent).content.decode()
    assert browser.post("/chat/server/", {**sent, "relay_ip": " 203.0.113.7 "}).status_code == 302
    server = ChatServer.objects.get()
    assert (server.has_relay, server.relay_ip) == (True, "203.0.113.7")
    assert browser.post("/chat/server/", {"server_name": NAME, "address": ADDRESS, "is_on": "on"}).status_code == 302
    assert turn.plan() is None


def test_where_it_is_missing_the_engine_room_says_how_it_gets_there(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(settings.DATA)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with planned(data):
        keeper = Keeper(data, RELAY, print, Patience(retry=0.0))
        until_it_is("missing", keeper)
        assert not is_running(RELAY)
        page = client_of(key_holder()).get("/engine/").content.decode()
        assert "nicht installiert" in page
        assert "sudo apt install coturn" in page
        service_states.write(data, RELAY, service_states.State("port_taken", port=3478))
        with translation.override("de"):
            taken = next(state for state in service_states_now() if state.name == RELAY)
        assert "--turn-port 3488" in taken.next_step
        assert "systemctl disable --now coturn" in taken.next_step


def test_who_can_mend_it_reads_on_the_chat_page_that_it_is_missing(
    server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quartier.modules.chat.client.bundle", lambda: {"code": "/a.js", "crypto": "/b.wasm"})
    monkeypatch.setattr("quartier.modules.chat.homeserver_api.is_there", lambda _name: True)
    keeper, ada = client_of(key_holder()), client_of(neighbour())
    with planned(Path(settings.DATA)):
        assert "fehlt das Relais" in keeper.get("/chat/").content.decode()
        answer = ada.get("/chat/")
        assert "fehlt das Relais" not in answer.content.decode()
        assert 'data-relay="no"' in answer.content.decode()
        service_states.write(settings.DATA, RELAY, service_states.State("running"))
        assert "fehlt das Relais" not in keeper.get("/chat/").content.decode()
        assert 'data-relay="yes"' in ada.get("/chat/").content.decode()
    assert "microphone=(self)" in answer["Permissions-Policy"]
    assert "microphone=()" in ada.get("/chat/apps/")["Permissions-Policy"]


@pytest.mark.machine
def test_the_real_one_runs_is_asked_comes_back_and_lets_nobody_inside(server: ChatServer) -> None:
    if shutil.which(turn.PROGRAM) is None:
        pytest.skip("no coturn here: sudo apt install coturn")
    data = Path(settings.DATA)
    with planned(data) as file:
        keeper = Keeper(data, RELAY, print, Patience(retry=0.1))
        try:
            until_it_is("running", keeper)
            assert is_running(RELAY)
            assert calls("127.0.0.1", secrets()["relay"]) == ""  # two who are on this machine, as in our tests
            assert calls("10.1.2.3", secrets()["relay"]) == "403 (Forbidden IP)"
            assert calls("192.168.0.1", secrets()["relay"]) == "403 (Forbidden IP)"
            assert "Cannot complete" in calls("127.0.0.1", "guessed")
            keeper.child.signal(signal.SIGKILL)  # type: ignore[union-attr]
            keeper.child.process.wait(10)  # type: ignore[union-attr]
            until_it_is("crashed", keeper)
            until_it_is("running", keeper)
            assert "Ada" not in keeper.log.read_text()
            file.unlink()
            keeper.look()
            assert keeper.child is None
            _ = file.write_text("{}")
        finally:
            keeper.end()


def calls(peer: str, secret: str) -> str:
    """As a browser asks for a way to `peer`; what the relay says to that, "" for yes."""
    command = ["turnutils_uclient", "-v", "-u", "Ada", "-W", secret, "-n", "1", "-m", "1", "-e", peer, "-r", "9"]
    command += ["-p", str(turn.port()), "127.0.0.1"]
    said = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as asking:
        patience = Timer(120, asking.kill)
        patience.start()
        for line in asking.stdout or ():
            said += line
            if "channel bind: error " in line or "Cannot complete" in line:
                break  # it goes on asking for an answer that nobody gives
        asking.kill()
        patience.cancel()
    if "channel bind: error " in said:
        return said.split("channel bind: error ")[1].splitlines()[0].strip()
    return "" if "success" in said and "Cannot complete" not in said else said[-300:]
