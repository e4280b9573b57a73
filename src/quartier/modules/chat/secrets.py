"""What our two programs know each other by: made once, in the data folder, for the server's own user alone."""

from __future__ import annotations

import base64
import json
import os
import secrets as random
from functools import cache
from pathlib import Path

from django.conf import settings

WORDS = ("shared", "bot", "to_us", "admin", "rules", "macaroons", "forms", "relay")


def folder() -> Path:
    """Everything that the homeserver knows."""
    path: Path = settings.DATA / "chat"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


@cache
def secrets() -> dict[str, str]:
    """shared: ours towards the homeserver and its towards our log-in; bot and to_us: of the bot; admin: our token for
    administration; rules: with which it asks what neighbours may do; relay: with which it lets people use the relay for calls."""
    file = folder() / "secrets.json"
    found: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    if missing := [word for word in WORDS if word not in found]:  # all of them, or what a newer version needs too
        found |= {word: random.token_urlsafe(32) for word in missing}
        write_private(file, json.dumps(found))
    return found


def signing_key() -> Path:
    """With which the homeserver signs what it says, in the shape that it reads."""
    file = folder() / "signing.key"
    if not file.exists():
        seed = base64.b64encode(random.token_bytes(32)).decode().rstrip("=")
        write_private(file, f"ed25519 a_{random.token_hex(3)} {seed}\n")
    return file


def write_private(file: Path, text: str) -> None:
    """Whole or not at all, and readable by us alone."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(text)
    part.replace(file)
