"""Names and titles: one line with something to be seen in it."""

from __future__ import annotations

import re
import unicodedata

# What turns the direction of everything behind it, or would be a sign of nothing. What joins letters and emoji stays.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff]"
)
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs by name, but nobody sees them


def one_line(text: str) -> str:
    """As somebody meant it: in one line, without what nobody sees. Empty where there is nothing to be seen at all."""
    line = " ".join(_HARMFUL.sub("", text.replace("\n", " ").replace("\t", " ")).split())
    return line if any(_is_seen(letter) for letter in line) else ""


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANK
