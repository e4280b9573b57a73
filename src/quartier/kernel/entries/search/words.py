"""The words of a text as the search index keeps them, worked out here once for both databases.

A word stands in the index as its stem, and a compound also as its parts: "Mieterversammlungen" as "mieterversamml",
"miet" and "versamml". Fold and stem are lossy on purpose: ß is ss, and ä, ae and a are one letter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.search.parts import parts_of, two_parts

LONGEST = 40  # letters of a word that count
MOST_WORDS = 4_000  # of one entry
IN_TITLE = "="  # stands before a term that is in the title; no word can hold it
_WORD = re.compile(r"[^\W_]+")
_UMLAUT = re.compile("([aou])e")
_LATIN = re.compile("[a-zäöüß]+")
_OTHER_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o"})
_german = stemmer("german")

STOPWORDS = frozenset(
    "aber als am an auch auf aus bei beim bin bis da das dass dem den der des die dich dir doch du ein eine einem einen "
    "einer eines er es für hat habe haben hier ich ihr im in ist ja kann man mein meine mich mir mit nach nicht noch nur "
    "oder ob seid sein sich sie sind so über um und uns unser unsere vom von vor war was wann wer werden wie wir wird wo "
    "zu zum zur the of and to in".split()
)


class Word(NamedTuple):
    """One word somebody searches for."""

    typed: str  # small letters, else as typed
    full: str  # folded: what longer words may begin with
    stem: str
    parts: tuple[str, ...]  # the stems of a compound's parts; an entry that has them all has the word


def written_words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def raw_words(text: str) -> list[str]:
    """In small letters, with their umlauts."""
    return [word[:LONGEST] for word in written_words(text.lower())]


def fold(word: str) -> str:
    """One spelling for ä, ae and a, ß and ss, é and e. The beginning of a word folds to the beginning of the folded word."""
    if not (word.isascii() and word.isalnum()):
        plain = unicodedata.normalize("NFKD", word.casefold().translate(_OTHER_LETTERS))
        word = "".join(letter for letter in plain if letter.isalnum())
    return _UMLAUT.sub(r"\1", word.lower())


class Meaning(NamedTuple):
    """What the index holds for one raw word."""

    terms: tuple[str, ...]  # its stem and those of its parts; none for what has no letter or digit
    spelt: tuple[tuple[str, str], ...]  # the folded word and its parts, each with its stem: for halves and mistakes


@lru_cache(maxsize=50_000)
def meaning_of(word: str) -> Meaning:
    forms = [(full, stem_of(form)) for form in (word, *parts_of(word)) if (full := fold(form))]
    return Meaning(tuple(dict.fromkeys(stem for _full, stem in forms)), tuple(forms))


def stem_of(word: str) -> str:
    return fold(_german.stemWord(word)) if _LATIN.fullmatch(word) else fold(word)


def terms_and_words(entry: Entry) -> tuple[set[str], dict[str, str]]:
    """The terms of an entry, with those of its title a second time, marked; and its folded words with their stems."""
    of_title = set(raw_words(entry.title))
    words = of_title.union(raw_words(f"{entry.text} {entry.search}")[:MOST_WORDS])
    meanings = [meaning_of(word) for word in words]
    marked = {IN_TITLE + term for word in of_title for term in meaning_of(word).terms}
    return marked.union(*(meaning.terms for meaning in meanings)), dict(
        pair for meaning in meanings for pair in meaning.spelt
    )


def stems_of(text: str) -> list[str]:
    """What a text speaks of: its words as the index knows them, each once, without those that every text has."""
    words = (word for word in dict.fromkeys(raw_words(text)[:MOST_WORDS]) if word not in STOPWORDS)
    return list(dict.fromkeys(term for word in words for term in meaning_of(word).terms))


def query_words(text: str, most: int = 12) -> list[Word]:
    """The words of a question, without those that every text has unless there are no others."""
    words = [_query_word(word) for word in dict.fromkeys(raw_words(text)) if fold(word)]
    return ([word for word in words if word.typed not in STOPWORDS] or words)[:most]


def _query_word(word: str) -> Word:
    first, *_others = meaning_of(word).terms
    return Word(word, fold(word), first, tuple(map(stem_of, two_parts(word))))
