"""Search: words and the keys that open an entry stand in one index, so no search meets what the viewer may not see.

SQLite: an FTS5 table. PostgreSQL: a tsvector with a GIN index. Words are cut and stemmed here, in Python, so that both
databases find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.db import connection
from snowballstemmer import stemmer

from quartier.kernel.entries.audiences import keys_of_viewer
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person

_WORD = re.compile(r"[^\W_]+")
_german = stemmer("german")
TABLE = "kernel_entrysearch"


def words_of(text: str) -> list[str]:
    """The words of a text as the index keeps them: small letters, ß as ss, ä as ae, stemmed."""
    return [stem for word in _raw_words(text) if (stem := _stem(word))]


def _raw_words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    stemmed: str = _german.stemWord(word)
    return fold(stemmed)


def fold(word: str) -> str:
    """One spelling for ä and ae, é and e. ½ is taken apart too, and loses its stroke: the index asks for words alone."""
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        word = word.replace(umlaut, letters)
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if letter.isalnum())


def find(viewer: Person | None, text: str, *, kind: str = "", size: int = 50) -> Sequence[Entry]:
    """What `viewer` may see that has all the words, the last one perhaps unfinished; newest first."""
    words = words_of(text)[:12]
    if not words:
        return []
    keys = [_key_word(key) for key in keys_of_viewer(viewer)]
    last = [full for word in _raw_words(text) if (full := fold(word))][-1]
    ids = _find_sqlite(words, last, keys) if _is_sqlite() else _find_postgresql(words, last, keys)
    found = Entry.objects.select_related("author", "organisation", "place").filter(pk__in=ids)
    if kind:
        found = found.filter(kind=kind)
    return list(found.order_by("-published", "-pk")[:size])


def add(entries: Iterable[Entry], keys: Mapping[int, Sequence[str]]) -> None:
    """Puts entries into the index that are not in it. One that no key opens is left out."""
    rows = [
        (entry.pk, " ".join(_words_of_entry(entry)), " ".join(map(_key_word, keys[entry.pk])))
        for entry in entries
        if keys[entry.pk]
    ]
    if _is_sqlite():
        sql = f"INSERT INTO {TABLE} (rowid, words, keys) VALUES (%s, %s, %s)"  # noqa: S608
    else:
        sql = (
            f"INSERT INTO {TABLE} (entry_id, vector) VALUES"  # noqa: S608
            " (%s, setweight(to_tsvector('simple', %s), 'D') || setweight(to_tsvector('simple', %s), 'A'))"
        )
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608


def forget(entry_ids: Iterable[int]) -> None:
    ids = list(entry_ids)
    column = "rowid" if _is_sqlite() else "entry_id"
    with connection.cursor() as cursor:
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM {TABLE} WHERE {column} IN ({marks})", some)  # noqa: S608


def _words_of_entry(entry: Entry) -> list[str]:
    """Stems, and beside them the full words, so that an unfinished last word finds them."""
    text = f"{entry.title} {entry.text} {entry.search}"
    full = [full for word in _raw_words(text) if (full := fold(word))]
    return sorted({*words_of(text), *full})


def _key_word(key: str) -> str:
    """A key as one word: letters and digits only. It stands in its own column or weight, so no text can imitate it."""
    return "k" + re.sub(r"\W|_", lambda match: f"x{ord(match[0]):x}x", key)


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _find_sqlite(words: list[str], last: str, keys: list[str]) -> list[int]:
    wanted = [f'"{word}"' for word in words[:-1]] + [f'("{words[-1]}" OR "{last}"*)']
    match = f"words : ({' AND '.join(wanted)}) AND keys : ({' OR '.join(keys)})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT 200", [match])  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def _find_postgresql(words: list[str], last: str, keys: list[str]) -> list[int]:
    wanted = [f"{word}:D" for word in words[:-1]] + [f"({words[-1]}:D | {last}:*D)"]
    query = f"{' & '.join(wanted)} & ({' | '.join(f'{key}:A' for key in keys)})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT entry_id FROM {TABLE} WHERE vector @@ to_tsquery('simple', %s) ORDER BY entry_id DESC LIMIT 200",  # noqa: S608
            [query],
        )
        return [row[0] for row in cursor.fetchall()]
