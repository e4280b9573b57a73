"""Search: words and the keys that open an entry stand in one index, so no search meets what the viewer may not see.

How it works is how the register at the back of a book works. For each word there is a list of the entries that have it, and
for each key ("members", "group:12") a list of the entries it opens. Who asks for "Garten" gets what stands in the list of
"Garten" *and* in one of their own keys' lists: words that others wrote for others never come near them. The lists are cut by
months, and the newest month is asked first, so a common word is answered at once and a rare one has short lists. A word is
kept as its stem ("Gärten" as "gart"), and a compound by its parts too, so "versammlung" finds the Mieterversammlung. All of
that is worked out in Python, so both databases, which only keep the lists, find the same, in the same order: the newest
first, where having all words in the title, and having the very words, each count as a month younger.

A new entry stands in one row of its own (`index`) until a job takes many at once into the lists (`folding`); `query` asks,
`mending` puts mistypes right, `words` and `parts` know German, `lists` packs numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quartier.kernel.entries.audiences import keys_of_viewer
from quartier.kernel.entries.feed import entries_of
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.search.index import (
    add,
    clear,
    forget,
    forget_for_good,
    indexed,
    term_of_key,
    tidy,
    tidy_up,
)
from quartier.kernel.entries.search.mending import mended
from quartier.kernel.entries.search.months import Months
from quartier.kernel.entries.search.query import (
    MOST,
    Answer,
    Question,
    Wanted,
    ask,
    may_go_on,
    read_state,
)
from quartier.kernel.entries.search.table import TABLES
from quartier.kernel.entries.search.words import Word, fold, meaning_of, query_words, raw_words, written_words
from quartier.kernel.people.models import Person
from quartier.kernel.roles.sight import out_of_sight

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
    unfinished: str = ""  # the last of them, folded, where it may be the beginning of a longer one
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
    last.may_go_on = raw_words(text[:MOST_TEXT])[-1] == last.word.typed and may_go_on(last.word.full)
    state, last.beginnings = read_state(last.word.full if last.may_go_on else "")
    months = Months()
    told, hidden = ask(question, state, months), out_of_sight(viewer)
    _leave_out(told, hidden)
    instead: dict[str, str] = {}
    if not told.hits and (better := mended(question, state, months)):
        question, told, instead = better
        _leave_out(told, hidden)
    entries = entries_of([hit.entry_id for hit in told.hits[begin : begin + size]])
    looked_for = [wanted.word for wanted in question.wanted]
    written = {word.full: _as_written(word, entries) for word in looked_for if word.full in instead.values()}
    return Found(
        entries,
        len(told.hits),
        told.is_more,
        looked_for,
        last.word.full if last.may_go_on and last in question.wanted else "",
        {typed: written[full] for typed, full in instead.items() if written[full]},
    )


def _leave_out(told: Answer, authors: frozenset[int]) -> None:
    """What these wrote, but for an organisation, isn't found: not shown, not counted."""
    if authors and told.hits:
        ids = [hit.entry_id for hit in told.hits]
        theirs = Entry.objects.filter(pk__in=ids, author__in=authors, organisation=None).values_list("pk", flat=True)
        gone = frozenset(theirs)
        told.hits = [hit for hit in told.hits if hit.entry_id not in gone]


def _as_written(word: Word, entries: Iterable[Entry]) -> str:
    """The word as it stands in what was found: another form of it might stand only where the viewer can't look."""
    texts = [f"{entry.title} {entry.text}" for entry in entries]
    written = [one for text in texts for one in written_words(text)]
    same = (one for one in written if fold(one) == word.full)
    alike = (one for one in written if any(word.stem in meaning_of(raw).terms for raw in raw_words(one)))
    return next(same, "") or next(alike, "")
