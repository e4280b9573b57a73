"""How a German word sounds, as digits: the Cologne phonetics of Hans Joachim Postel, 1969. Words alike have the same."""

from __future__ import annotations

from functools import lru_cache

_ALONE = {
    **dict.fromkeys("aeiouyj", "0"),
    **dict.fromkeys("bp", "1"),
    **dict.fromkeys("dt", "2"),
    **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"),
    "x": "48",
    "l": "5",
    **dict.fromkeys("mn", "6"),
    "r": "7",
    **dict.fromkeys("sz", "8"),
}
SHORTEST = 3  # digits that tell anything


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """The sound of a folded word; empty for one that is too short or not of Latin letters."""
    if not (word.isascii() and word.isalpha()):
        return ""
    digits = "".join(_digit(word, at) for at in range(len(word)))
    once = "".join(digit for at, digit in enumerate(digits) if at == 0 or digit != digits[at - 1])
    sound = once[:1] + once[1:].replace("0", "")
    return sound if len(sound) >= SHORTEST else ""


def _digit(word: str, at: int) -> str:
    letter, before, after = word[at], word[at - 1 : at], word[at + 1 : at + 2]
    if letter == "p" and after == "h":
        return "3"
    if letter in "dt" and after and after in "csz":
        return "8"
    if letter == "x" and before and before in "ckq":
        return "8"
    if letter == "c":
        hard = "ahkloqrux" if at == 0 else "ahkoqux"
        return "4" if after and after in hard and not (before and before in "sz") else "8"
    return _ALONE.get(letter, "")
