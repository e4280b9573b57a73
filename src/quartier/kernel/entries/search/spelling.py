"""Words that were typed wrongly: known ones that differ by a letter, that sound alike, or that begin alike.

Whether a word is offered is for whoever asks to decide: only if it finds something that the viewer may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quartier.kernel.entries.search import sql
from quartier.kernel.entries.search.folding import Fresh
from quartier.kernel.entries.search.sounds import sound_of

SHORTEST = 4  # letters of a word in which a mistake is forgiven
LONG = 8  # letters of one in which two are; by ear, three
MOST = 20
MOST_ALIKE = 500  # words with the same first letters that are compared
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщыьэюяіїєґ"


def similar(full: str, fresh: Sequence[Fresh]) -> list[tuple[int, str, str]]:
    """(mistakes, word, its stem) for known words like this folded one, the nearest first."""
    if len(full) < SHORTEST or any(letter.isdigit() for letter in full):
        return []
    found = set(_of_index(full)) | _of_fresh(full, fresh)
    near = [(mistakes(full, word), word, stem) for word, stem in found if word != full]
    sound = sound_of(full)
    kept = [one for one in near if one[0] <= _most(full) + bool(sound and sound == sound_of(one[1]))]
    return sorted(kept)[:MOST]


def _most(full: str) -> int:
    return 2 if len(full) >= LONG else 1


def _of_index(full: str) -> Iterable[tuple[str, str]]:
    is_one, values = sql.among(one_mistake_away(full))
    sound, head = sound_of(full), full[:3]
    alike = [head, head + "\U0010ffff", len(full) - 2, len(full) + 2, MOST_ALIKE] if len(full) >= LONG else []
    begins = (
        " UNION SELECT word, stem FROM (SELECT word, stem FROM kernel_searchword WHERE word >= %s AND word < %s"
        " AND length(word) BETWEEN %s AND %s ORDER BY used DESC, word LIMIT %s) AS alike"
        if alike
        else ""
    )
    found = sql.rows(
        f"SELECT word, stem FROM kernel_searchword WHERE word {is_one}"  # noqa: S608
        f" UNION SELECT word, stem FROM kernel_searchword WHERE sound = %s AND sound <> ''{begins}",
        [*values, sound, *alike],
    )
    return ((word, stem) for word, stem in found if _shares_letters(full, word))


def _of_fresh(full: str, fresh: Sequence[Fresh]) -> set[tuple[str, str]]:
    pairs = {pair for row in fresh for pair in row.words.split()}
    words = (pair.split(":", 1) for pair in pairs)
    return {(word, stem) for word, stem in words if _shares_letters(full, word)}


def _shares_letters(one: str, other: str) -> bool:
    """Quick: words that are no more than two mistakes apart have nearly all letters in common."""
    return len(set(one) ^ set(other)) <= 4 and abs(len(one) - len(other)) <= 3


def one_mistake_away(word: str) -> set[str]:
    """Everything that is one letter more, less, other, or two exchanged."""
    letters = _CYRILLIC if "а" <= word[0] <= "ґ" else _LATIN
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {left + right[1:] for left, right in cuts if right}
    exchanged = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    other = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    return less | exchanged | other | {left + letter + right for left, right in cuts for letter in letters}


def mistakes(one: str, other: str, most: int = 3) -> int:
    """Letters more, less, other or exchanged between two words (Damerau and Levenshtein); `most` + 1 for more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        older, before, row = before, row, [at]
        for place, second in enumerate(other, 1):
            best = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != second))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == second:
                best = min(best, older[place - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
