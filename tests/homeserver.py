"""One real Synapse for all tests of chat: it asks the site that the test runs (`live_server`), as it would ask ours."""

from __future__ import annotations

import atexit
import base64
import hashlib
import json
import os
import secrets
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.test import Client

from quartier.api import Person
from quartier.api.testing.people import client_of
from quartier.kernel.services.plans import LOCKS, TREE
from quartier.machine import environments
from quartier.modules.chat import homeserver_api
from quartier.modules.chat.configuration import module_folder, write_configuration
from quartier.modules.chat.homeserver_api import Refusal
from quartier.modules.chat.models import ChatServer
from quartier.modules.chat.secrets import folder
from tests.ports import free_port

NAME = "quartier.test"
CALLBACK = "io.example.app:/callback"


def interpreter() -> str:
    """Of the environment that `./quartier start` makes too: fetched once, then shared by all."""
    environment, lock = TREE / ".venv-chat", LOCKS / "chat.txt"
    if not environments.is_ready(environment, lock):
        log = Path(settings.DATA) / "chat-install.log"
        with log.open("w") as said:
            if not environments.make(environment, lock, said):
                pytest.fail(f"Synapse could not be fetched: {log.read_text()[-800:]}")
    return environments.interpreter(environment)


class Homeserver:
    """`with` it runs; its log-in is the site at `url`."""

    def __init__(self, url: str) -> None:
        self.port, relay = free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        os.environ.update(QUARTIER_CHAT_PORT=str(self.port), QUARTIER_INSIDE=url, QUARTIER_TURN_PORT=str(relay))
        self.server = ChatServer(pk=1, server_name=NAME, address=url)
        write_configuration(self.server)
        self.start()

    def start(self) -> None:
        began = time.monotonic()
        environment = {**os.environ, "PYTHONPATH": module_folder(), "SYNAPSE_CACHE_FACTOR": "0.5"}
        command = [interpreter(), "-m", "synapse.app.homeserver", "-c", str(folder() / "homeserver.yaml")]
        self.said = folder() / "said.log"
        with self.said.open("w") as said:
            self.process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        while not self.is_well():
            if self.process.poll() is not None or time.monotonic() - began > 300:
                log = folder() / "homeserver.log"
                pytest.fail(f"Synapse doesn't start: {self.said.read_text()[-1500:]} {log.read_text()[-1500:]}")
            time.sleep(0.1)
        self.seconds_to_start = time.monotonic() - began

    def is_well(self) -> bool:
        try:
            with urlopen(f"{self.address}/health", timeout=10) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(120)

    def upload(self, content: bytes, access: str) -> str:
        """Returns "server/media": where it lies."""
        address = f"{self.address}/_matrix/media/v3/upload"
        asked = Request(
            address, content, {"Authorization": f"Bearer {access}", "Content-Type": "application/octet-stream"}
        )
        with urlopen(asked, timeout=180) as answer:
            return str(json.load(answer)["content_uri"]).removeprefix("mxc://")

    def download(self, media: str, access: str) -> bytes:
        address = f"{self.address}/_matrix/client/v1/media/download/{media}"
        with urlopen(Request(address, headers={"Authorization": f"Bearer {access}"}), timeout=180) as answer:
            return bytes(answer.read())

    def memory(self) -> int:
        """Megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) // 1024


_running: Homeserver | None = None


def homeserver_at(url: str) -> Homeserver:
    """The same for every test of this process, until it ends."""
    global _running  # noqa: PLW0603
    homeserver_api.PATIENCE = 15.0  # on a slow machine it answers late, and isn't gone
    if _running is None:
        _running = Homeserver(url)
        atexit.register(_running.stop)
    ChatServer.objects.update_or_create(pk=1, defaults={"server_name": NAME, "address": url, "is_on": True})
    return _running


class Grant(NamedTuple):
    access: str
    refresh: str
    client_id: str
    device_id: str


def ask(method: str, path: str, token: str, body: object = None, *, ok: bool = True) -> dict[str, Any]:
    """As an app asks the homeserver. `ok=False`: returns {"status": …, "errcode": …, "why": …} instead of raising."""
    try:
        return homeserver_api.call(method, f"/_matrix/client/v3/{path}", body, token=token)
    except Refusal as refusal:
        if ok:
            raise
        return {"status": refusal.status, "errcode": refusal.code, "why": refusal.why}


def registered(**more: Any) -> Any:
    """As Element X makes itself known."""
    said = {
        "client_name": "Example App", "client_uri": "https://app.example", "application_type": "native",
        "token_endpoint_auth_method": "none", "redirect_uris": [CALLBACK], "response_types": ["code"],
        "grant_types": ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"], **more,
    }  # fmt: skip
    return Client().post("/chat/oauth/register/", json.dumps(said), content_type="application/json")


def authorize(browser: Client, client_id: str, **more: str) -> tuple[dict[str, str], str]:
    """The question to the person, and what proves later that it was us who asked."""
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    device = more.pop("device", secrets.token_hex(5).upper())
    asked = {
        "response_type": "code", "client_id": client_id, "redirect_uri": CALLBACK, "state": "xyz", "code_challenge": challenge,
        "code_challenge_method": "S256", "scope": f"openid urn:matrix:client:api:* urn:matrix:client:device:{device}", **more,
    }  # fmt: skip
    return {**asked, "device": device, "url": f"/chat/oauth/authorize/?{urlencode(asked)}"}, verifier


def token(**said: str) -> Any:
    return Client().post("/chat/oauth/token/", said)


def log_in(person: Person) -> Grant:
    """The whole way of a foreign app."""
    browser, client_id = client_of(person), registered().json()["client_id"]
    asked, verifier = authorize(browser, client_id)
    answer = browser.post(asked["url"], {"answer": "yes"})
    assert answer.status_code == 302, answer.content.decode()[-500:]
    code = parse_qs(urlsplit(answer["Location"]).query)["code"][0]
    given = token(
        grant_type="authorization_code", code=code, client_id=client_id, redirect_uri=CALLBACK, code_verifier=verifier
    )
    assert given.status_code == 200, given.content
    said = given.json()
    return Grant(said["access_token"], said["refresh_token"], client_id, asked["device"])
