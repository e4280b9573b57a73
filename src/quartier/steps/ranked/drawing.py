"""Lots that nobody can choose and everybody can draw again: a secret is promised before the vote, and told after it.

As the vote opens its SHA-256 is published (`promise_of`). A draw orders by SHA-256("secret:key"), see counting/lots.py.
The promise itself, which nobody chose either, orders the ballot: so nobody stands first because of their name.
"""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    return secrets.token_hex(16)


def promise_of(secret: str) -> str:
    return sha256(secret)


def order_on_ballot(promise: str, key: str) -> str:
    return sha256(f"{promise}:{key}")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
