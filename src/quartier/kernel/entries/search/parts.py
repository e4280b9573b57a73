"""Compounds and what they are made of, by a list of everyday words: parts.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

SHORTEST = 3  # letters of a part
SHORTEST_UNKNOWN = 4  # letters of one that isn't in the list; then the known ones have as many together
_JOINTS = ("", "s", "n", "en", "es", "e")  # what may stand between two parts
_ENDINGS = ("", "s", "n", "en", "es", "e", "er", "ern")
_SUFFIXES = frozenset(("innen", "schaft", "schaften", "schafts", "heit", "keit"))  # no parts, but they may follow one
_LATIN = re.compile("[a-zäöüß]+")
_VOWEL = re.compile("[aeiouyäöü]")
_MANY = ("",) * 40


def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a compound in small letters, and theirs. Nothing for any other word."""
    cut = _cut(word)
    return tuple(dict.fromkeys(part for whole in cut for part in (whole, *_cut(whole))))


def two_parts(word: str) -> tuple[str, ...]:
    """The parts of a compound that all are in the list."""
    cut = _cut(word)
    return cut if len(cut) > 1 and all(part in _known().forms for part in cut) else ()


@lru_cache(maxsize=20_000)
def _cut(word: str) -> tuple[str, ...]:
    """The best way to cut a word: nothing unknown, else as little as may be; then few parts."""
    if len(word) < 2 * SHORTEST or word in _known().never or not _LATIN.fullmatch(word):
        return ()
    before, behind = _from_the_left(word), _from_the_right(word)
    if 0 in behind:
        return behind[0]
    with_a_gap = [
        (end - begin, len(left) + len(right), (*left, word[begin:end], *right))
        for begin, left in before.items()
        for end, right in behind.items()
        if end - begin >= SHORTEST_UNKNOWN
        and sum(map(len, left + right)) >= SHORTEST_UNKNOWN
        and _VOWEL.search(word, begin, end)
    ]
    return min(with_a_gap)[2] if with_a_gap else ()


def _from_the_left(word: str) -> dict[int, tuple[str, ...]]:
    """How far known parts reach, and which."""
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for begin in range(len(word) - SHORTEST):
        if begin in reached:
            for part, end in _parts_at(word, begin):
                reached[end] = min((*reached[begin], part), reached.get(end, _MANY), key=len)
    return reached


def _from_the_right(word: str) -> dict[int, tuple[str, ...]]:
    """From where on all the rest is known parts, and which."""
    known = _known()
    reached: dict[int, tuple[str, ...]] = {len(word): ()}
    for begin in range(len(word) - SHORTEST, -1, -1):
        rest = word[begin:]
        if begin and (rest in known.forms or rest in _SUFFIXES):
            reached[begin] = () if rest in _SUFFIXES else (rest,)
        for part, end in _parts_at(word, begin):
            if end in reached:
                reached[begin] = min((part, *reached[end]), reached.get(begin, _MANY), key=len)
    return reached


def _parts_at(word: str, begin: int) -> Iterator[tuple[str, int]]:
    """The known parts that stand there, each with where the next one would begin."""
    known = _known()
    if word[begin : begin + SHORTEST] not in known.heads:
        return
    for end in range(begin + SHORTEST, min(begin + known.longest, len(word) - 1) + 1):
        if word[begin:end] in known.parts:
            for joint in _JOINTS:
                if word.startswith(joint, end) and end + len(joint) < len(word):
                    yield word[begin:end], end + len(joint)


class _Known(NamedTuple):
    parts: frozenset[str]
    forms: frozenset[str]  # with their endings
    never: frozenset[str]
    heads: frozenset[str]  # their first letters
    longest: int


@cache
def _known() -> _Known:
    text = Path(__file__).with_name("parts.txt").read_text(encoding="utf-8")
    listed = {word for line in text.splitlines() if not line.startswith("#") for word in line.split()}
    never = frozenset(word[1:] for word in listed if word.startswith("!"))
    words = {word for word in listed if not word.startswith("!") and len(word) >= SHORTEST}
    parts = frozenset(spelling for word in words for spelling in (word, word.replace("ß", "ss"), _spelt_out(word)))
    forms = frozenset(part + ending for part in parts for ending in _ENDINGS)
    return _Known(parts, forms, never, frozenset(part[:SHORTEST] for part in parts), max(map(len, parts)))


def _spelt_out(word: str) -> str:
    """For keyboards without umlauts."""
    return word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
