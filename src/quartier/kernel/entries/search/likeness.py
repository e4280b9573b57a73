"""How much two short texts speak of the same thing, without knowing what they mean: by the words they share.

For a few short ones. Thousands of long ones need to know which words are rare among them: see `steps/ideas/likeness.py`.
"""

from __future__ import annotations

from functools import lru_cache

from quartier.kernel.entries.search.words import STOPWORDS, meaning_of, raw_words

SHORTEST = 3  # letters of a word that says something
SAYS_NOTHING = STOPWORDS | frozenset(
    "alle alles brauche brauchen brauchte dann denn dies diese dieser dort einfach etwas fehlt fehlen finde ganz geben gern "
    "gerne gibt jemand jetzt keine keinen könnte könnten machen mal mehr muss möchte möchten neben nichts oft ohne quartier "
    "schon schön schöner sehr soll sollte stört viel viele warum weil wenn will wäre wünsche würde zwischen for with that "
    "this there not are have has need would like could our your from".split()
)
"""The search's own little words, and what every wish has."""


@lru_cache(maxsize=4_000)
def words_of(text: str) -> frozenset[tuple[str, ...]]:
    """Each word that says something as the index knows it: its stem, then those of a compound's parts."""
    words = (word for word in raw_words(text) if len(word) >= SHORTEST and word not in SAYS_NOTHING)
    return frozenset(terms for word in words if (terms := meaning_of(word).terms))


def how_alike(one: str, other: str) -> float:
    """From 0 to 1: how much of the shorter text is in the other. A word also counts where it is part of a compound:
    "Werkstatt" and "Fahrradwerkstatt"; or in another form: "hilft" and "Hilfe"."""
    first, second = sorted((words_of(one), words_of(other)), key=len)
    if not first:
        return 0.0
    stems, terms = {word[0] for word in second}, {term for word in second for term in word}
    found = sum(word[0] in terms or not stems.isdisjoint(word) or _has_a_form_of(word[0], stems) for word in first)
    return found / len(first) if found > 1 or len(first) == 1 else found / (len(first) + 1)


def _has_a_form_of(stem: str, others: set[str]) -> bool:
    """What the stemmer leaves of a verb's forms differs by a last letter: "hilf" and "hilft"."""
    return (len(stem) > SHORTEST + 1 and stem[:-1] in others) or (
        len(stem) > SHORTEST and any(other[:-1] == stem for other in others)
    )
