"""The lot of a sample, so that anybody can draw it again: a word, and a list of tickets. Knows no database.

Each person's ticket is made with a key that nobody sees: so the list may be read by all, and names nobody. The lot of a
ticket is the SHA-256 of "word:ticket"; the smallest lots are drawn.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
from collections.abc import Iterable
from io import StringIO


def ticket_of(key: str, number: int) -> str:
    """Somebody's ticket in one draw; in the next they have another."""
    return hmac.new(key.encode(), str(number).encode(), hashlib.sha256).hexdigest()[:20]


def lot(word: str, ticket: str) -> str:
    return hashlib.sha256(f"{word}:{ticket}".encode()).hexdigest()


def drawn(word: str, tickets: Iterable[str], size: int) -> list[str]:
    """The smallest lots, the smallest first."""
    return sorted(tickets, key=lambda ticket: lot(word, ticket))[:size]


def fingerprint(tickets: Iterable[str]) -> str:
    """Of the whole list, as it is stored: one ticket a line, in their order."""
    return hashlib.sha256("\n".join(sorted(tickets)).encode()).hexdigest()


def as_csv(word: str, tickets: Iterable[str], size: int) -> str:
    """Every ticket with its lot, in the order in which they were drawn."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(["ticket", "lot", "drawn"])
    for place, ticket in enumerate(sorted(tickets, key=lambda ticket: lot(word, ticket))):
        writer.writerow([ticket, lot(word, ticket), "yes" if place < size else "no"])
    return written.getvalue()
