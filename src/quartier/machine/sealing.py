"""Secrets of others that the server needs in plain words (a mailbox's password) lie sealed in the database.

The key is a file of the data folder and in no back-up: whoever has the database alone, or a back-up, has no password. Whoever
has the whole data folder, or is root on the running server, does.
"""

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

NAME = "seal_key"


def seal(secret: str, data: Path) -> str:
    """Empty stays empty."""
    return Fernet(_key(data)).encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str, data: Path) -> str | None:
    """None: sealed on another machine, or changed."""
    if not sealed:
        return ""
    try:
        return Fernet(_key(data)).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _key(data: Path) -> bytes:
    """Made once, readable by the server's own user alone; two who make it at the same time agree on one."""
    file = data / NAME
    if not file.exists():
        part = data / f"{NAME}.{os.getpid()}"
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(Fernet.generate_key())
            os.fsync(stream.fileno())
        try:
            os.link(part, file)
        except FileExistsError:
            pass  # the other one was first
        finally:
            part.unlink()
    return file.read_bytes()
