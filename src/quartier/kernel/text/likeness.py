"""How much two short texts speak of the same thing, without knowing what they mean: by the words they share."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]{3,}")
_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_ENDINGS = ("ungen", "ung", "innen", "chen", "en", "er", "es", "em", "in", "e", "n", "s")
_SHORTEST, _AN_ENDING = 4, 2
_LITTLE_WORDS = """
    aber alle alles als also auch auf aus bei beim bin bis brauch brauche brauchen brauchte dann das dass dem
    den denn der des die dies diese dieser doch dort durch eben ein eine einem einen einer eines einfach
    etwas euch euer fehlt fehlen finde für gar ganz geben gern gerne gibt hab habe haben hat hier hinter ich
    ihr ihre immer ins ist jede jeden jeder jemand jetzt kann kein keine keinen könnte könnten machen man mal
    mehr mein meine meinem meinen meiner mich mir mit muss möchte möchten nach neben nicht nichts noch nur
    oder oft ohne quartier schon schön schöner sehr sein seine sich sie sind soll sollte stört und uns unser
    unsere unter viel viele vom von vor wäre wann warum was weil wenn wer werden wie will wir wird wo wünsche
    würde zu zum zur zwischen the and for with that this there not are have has need would like could our
    your from
"""
_SAYS_NOTHING = frozenset(_LITTLE_WORDS.split())


@lru_cache(maxsize=4_000)
def stems(text: str) -> frozenset[str]:
    """The words that say something, without their endings."""
    words = (word.translate(_FOLDED) for word in _WORD.findall(text.lower()) if word not in _SAYS_NOTHING)
    return frozenset(_stem(word) for word in words)


def how_alike(one: str, other: str) -> float:
    """From 0 to 1: how much of the shorter text is in the other. A word also counts where it is part of a longer one:
    "Werkstatt" and "Fahrradwerkstatt"."""
    first, second = sorted((stems(one), stems(other)), key=len)
    if not first:
        return 0.0
    found = sum(any(_is_in(word, candidate) for candidate in second) for word in first)
    return found / len(first) if found > 1 or len(first) == 1 else found / (len(first) + 1)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _is_in(word: str, candidate: str) -> bool:
    if word == candidate:
        return True
    shorter, longer = sorted((word, candidate), key=len)
    if len(longer) - len(shorter) <= _AN_ENDING:  # "Kind" and "Kinder"
        return len(shorter) >= _SHORTEST and longer.startswith(shorter)
    return len(shorter) > _SHORTEST and (longer.startswith(shorter) or longer.endswith(shorter))
