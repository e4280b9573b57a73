"""Secrets that people read to each other or that stand in a QR code, and how they are kept."""

from __future__ import annotations

import secrets
from itertools import pairwise

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else


def new_token() -> str:
    """128 random bits for an address or a cookie."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """Eight letters and digits, 40 bits, in two groups: "K7TR-4M9P"."""
    letters = [secrets.choice(ALPHABET) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def new_pin() -> str:
    """Six digits that nobody would guess first."""
    while True:
        pin = f"{secrets.randbelow(1_000_000):06d}"
        if not is_weak_pin(pin):
            return pin


def is_weak_pin(pin: str) -> bool:
    """All the same, counting up or down, or a group said twice or three times."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {9}) or pin[:3] == pin[3:] or pin[:2] * 3 == pin


def kept(purpose: str, secret: str) -> str:
    """What the database keeps of a random secret: worthless without the server's own key, and it can be looked up."""
    return salted_hmac(f"quartier.accounts.{purpose}", secret, algorithm="sha256").hexdigest()


def kept_code(purpose: str, typed: str) -> str:
    """The same for a code, however it was typed."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return kept(purpose, letters)
