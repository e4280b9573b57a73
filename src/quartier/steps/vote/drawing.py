"""Drawing lots so that everybody can do it again: a secret number that is fixed beforehand decides, and is published after.

Before the vote opens, the secret's SHA-256 is published (`promise_of`). Afterwards the secret is; who stands first in the order of
SHA-256("secret:title") comes first. Any computer can check both: printf '%s' 'secret:title' | sha256sum
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable


def new_secret() -> str:
    return secrets.token_hex(16)


def promise_of(secret: str) -> str:
    """Published before anybody votes: so nobody can choose another secret when they know the result."""
    return _sha256(secret)


def lot_of(secret: str, title: str) -> str:
    return _sha256(f"{secret}:{title}")


def drawn(secret: str, titles: Iterable[str]) -> list[str]:
    """The titles in the order in which they were drawn, whatever their order was."""
    return sorted(titles, key=lambda title: (lot_of(secret, title), title))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
