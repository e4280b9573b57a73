"""Words that everybody can spell on the telephone: short, German, no umlauts, no two that differ in one letter."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path


@cache
def words() -> tuple[str, ...]:
    return tuple(Path(__file__).with_name("words.txt").read_text(encoding="ascii").split())


def some_words(count: int) -> list[str]:
    """Different words, drawn by lot."""
    return secrets.SystemRandom().sample(words(), count)


def proposed_passphrase() -> str:
    """Four words: about 38 bits, which at ten guesses in a quarter of an hour lasts longer than the quarter."""
    return " ".join(some_words(4))
