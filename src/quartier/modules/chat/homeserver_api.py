"""How we speak with the homeserver on this machine: its private interface for log-ins, and its public one as the bot."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from quartier.modules.chat.configuration import BOT, port
from quartier.modules.chat.secrets import secrets

SHORT = 4.0  # seconds: somebody waits for the page
LONG = 30.0
PATIENCE = 1.0  # times what stands here: tests on a slow machine wait longer


class Unreachable(Exception):
    """It doesn't run, hangs, or is still starting. Try again later."""


class Refusal(Exception):
    """It said no."""

    def __init__(self, status: int, said: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {said.get('errcode', '')}")
        self.status, self.code, self.why = status, str(said.get("errcode", "")), str(said.get("error", ""))


def call(method: str, path: str, body: object = None, *, token: str, seconds: float = SHORT) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port(), timeout=seconds * PATIENCE)
    try:
        sent = None if body is None else json.dumps(body)
        connection.request(method, path, sent, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
        answer = connection.getresponse()
        read = answer.read()
        said = json.loads(read) if read else {}
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable from error
    finally:
        connection.close()
    if answer.status >= 500:
        raise Unreachable
    if answer.status >= 400:
        raise Refusal(answer.status, said)
    return said if isinstance(said, dict) else {}


def as_login(path: str, body: Mapping[str, Any], *, seconds: float = SHORT) -> dict[str, Any]:
    """`/_synapse/mas/…` is private: tests/test_chat_contract.py holds it to what we need on every upgrade."""
    return call("POST", f"/_synapse/mas/{path}", body, token=secrets()["shared"], seconds=seconds)


def as_bot(method: str, path: str, body: object = None, *, seconds: float = LONG) -> dict[str, Any]:
    return call(method, f"/_matrix/client/v3/{path}", body, token=secrets()["bot"], seconds=seconds)


def as_admin(method: str, path: str, body: object = None, *, seconds: float = LONG) -> dict[str, Any]:
    return call(method, f"/_synapse/admin/{path}", body, token=secrets()["admin"], seconds=seconds)


def is_there(server_name: str) -> bool:
    """Whether it answers now, and is the one of this name: somebody waits for the page, so a second at most."""
    try:
        bot = call("GET", "/_matrix/client/v3/account/whoami", token=secrets()["bot"], seconds=1.0).get("user_id", "")
    except (Unreachable, Refusal):
        return False
    return str(bot).endswith(f":{server_name}")


def provision(localpart: str, *, name: str, seconds: float = SHORT) -> None:
    """Makes the chat address, or says its name anew."""
    as_login("provision_user", {"localpart": localpart, "set_displayname": name}, seconds=seconds)


def make_bot() -> None:
    """Known to the homeserver, logged in nowhere: so it has no device and no keys."""
    try:
        as_bot("POST", "register", {"type": "m.login.application_service", "username": BOT, "inhibit_login": True})
    except Refusal as refusal:
        if refusal.code != "M_USER_IN_USE":
            raise


def upsert_device(localpart: str, device_id: str, name: str) -> None:
    as_login("upsert_device", {"localpart": localpart, "device_id": device_id, "display_name": name})


def delete_device(localpart: str, device_id: str, *, seconds: float = SHORT) -> None:
    """Ends it at once: whatever the homeserver remembers of its tokens counts no more."""
    _unless_unknown("delete_device", {"localpart": localpart, "device_id": device_id}, seconds)


def delete_user(localpart: str, *, seconds: float = LONG) -> None:
    """And what they wrote is no longer shown to whoever comes later."""
    _unless_unknown("delete_user", {"localpart": localpart, "erase": True}, seconds)


def delete_files(user: str) -> None:
    """Whatever they sent, off the disk: a hundred at a time."""
    path = f"v1/users/{path_of(user)}/media?limit=100"
    try:
        while as_admin("DELETE", path).get("total"):
            continue
    except Refusal as refusal:
        if refusal.status != 404:
            raise


def path_of(*words: str) -> str:
    return "/".join(quote(word, safe="") for word in words)


def _unless_unknown(path: str, body: Mapping[str, Any], seconds: float) -> None:
    try:
        as_login(path, body, seconds=seconds)
    except Refusal as refusal:
        if refusal.status != 404:
            raise
