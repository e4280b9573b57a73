"""A foreign chat app (matrix-nio), as somebody might use instead of our pages: with its own keys, kept in a folder of its own."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Coroutine
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.homeserver import Grant, ask

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class ForeignApp:
    """It has a loop of its own, since playwright keeps another one in the tests' thread."""

    def __init__(self, address: str, grant: Grant, store: Path) -> None:
        nio = pytest.importorskip("nio")
        store.mkdir(exist_ok=True)
        self.nio, self.grant, self.read = nio, grant, list[str]()
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        said = ask("GET", "account/whoami", grant.access)
        self.user, self.device = said["user_id"], said["device_id"]
        self.does(self._begin(address, store))

    def does(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(180)

    async def _begin(self, address: str, store: Path) -> None:
        config = self.nio.AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
        self.app = self.nio.AsyncClient(address, self.user, self.device, str(store), config)
        self.app.restore_login(self.user, self.device, self.grant.access)
        self.app.add_event_callback(lambda _room, event: self.read.append(event.body), self.nio.RoomMessageText)
        if self.app.should_upload_keys:
            await self.app.keys_upload()
        await self.app.sync(timeout=0, full_state=True)

    def sync(self, times: int = 1) -> ForeignApp:
        for _ in range(times):
            self.does(self.app.sync(timeout=500, full_state=True))
            if self.app.should_query_keys:
                self.does(self.app.keys_query())
        return self

    def begins_with(self, *others: str) -> str:
        """An encrypted room of its own."""
        encrypted = [self.nio.EnableEncryptionBuilder().as_dict()]
        made = self.does(self.app.room_create(is_direct=True, invite=others, initial_state=encrypted))
        return str(made.room_id)

    def joins(self, room: str) -> None:
        self.does(self.app.join(room))

    def writes(self, room: str, text: str) -> None:
        said = {"msgtype": "m.text", "body": text}
        sent = self.does(self.app.room_send(room, "m.room.message", said, ignore_unverified_devices=True))
        assert isinstance(sent, self.nio.RoomSendResponse), sent

    def reads(self, text: str) -> None:
        """Waits until it has it."""
        last_moment = time.monotonic() + 90
        while text not in self.read:
            assert time.monotonic() < last_moment, f"{text!r} isn't among {self.read}"
            self.sync()

    def reads_again(self, room: str) -> list[str]:
        """What was said there, asked of the server anew and opened with the keys that this device has."""
        answer = self.does(self.app.room_messages(room, limit=50))
        return [event.body for event in answer.chunk if isinstance(event, self.nio.RoomMessageText)]

    def is_vouched_for(self, card: str) -> None:
        """As Element X does with what stands on the recovery card: opens its owner's signing key, and signs this device."""
        key = _key_on(card)
        seed = base64.b64decode(_opened(self, key, "m.cross_signing.self_signing") + "==")
        signer = Ed25519PrivateKey.from_private_bytes(seed)
        asked = ask("POST", "keys/query", self.grant.access, {"device_keys": {self.user: []}})
        device = asked["device_keys"][self.user][self.device]
        public = signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        bare = {name: value for name, value in device.items() if name not in {"signatures", "unsigned"}}
        signature = _base64(signer.sign(_canonical(bare)))
        device["signatures"][self.user][f"ed25519:{_base64(public)}"] = signature
        device.pop("unsigned", None)
        failed = ask("POST", "keys/signatures/upload", self.grant.access, {self.user: {self.device: device}})[
            "failures"
        ]
        assert failed == {}, failed

    def close(self) -> None:
        self.does(self.app.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)


def _key_on(card: str) -> bytes:
    number = 0
    for letter in "".join(card.split()):
        number = number * 58 + BASE58.index(letter)
    found = number.to_bytes(35, "big")
    assert found[:2] == b"\x8b\x01"
    return found[2:34]


def _opened(app: ForeignApp, key: bytes, name: str) -> str:
    """A secret that lies on the server, sealed with the key of the card."""
    where = f"user/{app.user}/account_data"
    default = ask("GET", f"{where}/m.secret_storage.default_key", app.grant.access)["key"]
    sealed = ask("GET", f"{where}/{name}", app.grant.access)["encrypted"][default]
    both = HKDF(hashes.SHA256(), 64, b"\0" * 32, name.encode()).derive(key)
    text = base64.b64decode(sealed["ciphertext"] + "==")
    mac = hmac.new(both[32:], text, hashlib.sha256).digest()
    assert _base64(mac) == sealed["mac"].rstrip("=")
    opener = Cipher(algorithms.AES(both[:32]), modes.CTR(base64.b64decode(sealed["iv"] + "=="))).decryptor()
    return (opener.update(text) + opener.finalize()).decode()


def _canonical(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _base64(said: bytes) -> str:
    return base64.b64encode(said).decode().rstrip("=")
