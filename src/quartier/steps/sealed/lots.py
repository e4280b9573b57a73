"""Drawing lots so that everybody can do it again: of a secret number whose SHA-256 was published before anybody voted."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable


def new_secret() -> str:
    return secrets.token_hex(16)


def promise_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def drawn(secret: str, titles: Iterable[str]) -> list[str]:
    """In the order of SHA-256("secret:title")."""
    return sorted(titles, key=lambda title: (promise_of(f"{secret}:{title}"), title))
