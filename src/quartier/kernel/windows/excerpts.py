"""What was searched for, marked where it stands in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from quartier.kernel.entries.search import Found
from quartier.kernel.entries.search.words import fold, meaning_of, raw_words
from quartier.ui.shortening import beginning

LONGEST = 180  # characters of an excerpt
BEFORE = 60  # of them before the first word that was found
LOOKED_THROUGH = 4_000
_WORD = re.compile(r"[^\W_]+")


def marked(text: str, found: Found) -> Markup:
    """The text, escaped, with each found word in a mark."""
    text = unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for begin, stop in _found_words(text, found):
        pieces += [escape(text[end:begin]), Markup("<mark>"), escape(text[begin:stop]), Markup("</mark>")]
        end = stop
    return Markup("").join([*pieces, escape(text[end:])])


def excerpt(text: str, found: Found) -> Markup:
    """The beginning of a text, or the part of it where the first found word stands."""
    text = unicodedata.normalize("NFC", text)
    first = next(_found_words(text[:LOOKED_THROUGH], found), (0, 0))[0]
    if first < LONGEST - BEFORE:
        return marked(beginning(text, LONGEST), found)
    begin = text.rfind(" ", 0, first - BEFORE // 2) + 1
    return marked(f"…{beginning(text[max(begin, first - BEFORE) :], LONGEST)}", found)


def _found_words(text: str, found: Found) -> Iterator[tuple[int, int]]:
    stems = frozenset(term for word in found.words for term in (word.stem, *word.parts))
    unfinished = found.unfinished
    for word in _WORD.finditer(text):
        if _is_found(word[0], stems, unfinished):
            yield word.span()


@lru_cache(maxsize=5_000)
def _is_found(written: str, stems: frozenset[str], unfinished: str) -> bool:
    return any(
        not stems.isdisjoint(meaning_of(word).terms) or (unfinished and fold(word).startswith(unfinished))
        for word in raw_words(written)
    )
