"""Search: words and the keys that open an entry stand in one index, so no search meets what the viewer may not see.

Words are cut, stemmed and taken apart here, in Python, and the lists are our own, so both databases find the same, in the
same order: the newest first, where having all words in the title, and having the very words, each count as a month younger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quartier.kernel.entries.audiences import keys_of_viewer
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.search_index import (
    add,
    clear,
    forget,
    forget_for_good,
    indexed,
    term_of_key,
    tidy,
    tidy_up,
)
from quartier.kernel.entries.search_mending import mended
from quartier.kernel.entries.search_query import (
    MOST,
    Answer,
    Question,
    Wanted,
    ask,
    beginnings,
    may_go_on,
    read_state,
)
from quartier.kernel.entries.search_table import TABLES
from quartier.kernel.entries.search_words import Word, fold, query_words, raw_words, written_words
from quartier.kernel.people.models import Person

__all__ = [
    "MOST",
    "TABLES",
    "Found",
    "add",
    "clear",
    "find",
    "forget",
    "forget_for_good",
    "indexed",
    "look",
    "tidy",
    "tidy_up",
]

MOST_TEXT = 200  # characters of a question


@dataclass
class Found:
    """What a search found."""

    entries: list[Entry]
    total: int  # at most MOST
    is_more: bool
    words: list[Word] = field(default_factory=list)  # that were looked for in the end
    instead: dict[str, str] = field(default_factory=dict)  # word that finds nothing → word that was looked for


def find(viewer: Person | None, text: str, *, kind: str = "", size: int = 50) -> Sequence[Entry]:
    """What `viewer` may see that has all the words, the last one perhaps unfinished."""
    return look(viewer, text, also=kind, size=size).entries


def look(viewer: Person | None, text: str, *, also: str = "", begin: int = 0, size: int = 20) -> Found:
    """The same with what there is to say about it. `also`: a kind, or "kind/facet", that it must be."""
    words = query_words(text[:MOST_TEXT])
    if not words:
        return Found([], 0, is_more=False)
    keys = frozenset(map(term_of_key, keys_of_viewer(viewer)))
    question = Question([Wanted(word) for word in words], keys, f"#{also}" if also else "")
    last = question.wanted[-1]
    if raw_words(text[:MOST_TEXT])[-1] == last.word.typed:
        last.may_go_on, last.beginnings = may_go_on(last.word.full), beginnings(last.word.full)
    state = read_state()
    told = ask(question, state)
    instead: dict[str, str] = {}
    if not told.hits and (better := mended(question, state, told)):
        question, told, instead = better
    entries = _entries(told, begin, size)
    shown = {typed: _as_written(full, entries) for typed, full in instead.items()}
    return Found(entries, len(told.hits), told.is_more, [wanted.word for wanted in question.wanted], shown)


def _entries(told: Answer, begin: int, size: int) -> list[Entry]:
    page = [hit.entry_id for hit in told.hits[begin : begin + size]]
    rows = Entry.objects.select_related("author", "organisation", "place").in_bulk(page)
    return [rows[entry_id] for entry_id in page if entry_id in rows]


def _as_written(full: str, entries: Iterable[Entry]) -> str:
    """A folded word as it stands in what was found."""
    for entry in entries:
        for word in written_words(f"{entry.title} {entry.text} {entry.search}"):
            folded = fold(word)
            if folded == full:
                return word
            if full in folded:
                cuts = (word[begin:end] for begin in range(len(word)) for end in range(begin + 1, len(word) + 1))
                part = next((cut for cut in cuts if fold(cut) == full), full)
                return part.capitalize() if word[0].isupper() else part
    return full
