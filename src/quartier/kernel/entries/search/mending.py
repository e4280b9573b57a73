"""Putting a mistyped question right, without telling any word that stands only where the viewer can't look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quartier.kernel.entries.search.query import (
    Answer,
    Month,
    Question,
    State,
    Wanted,
    ask,
    count,
    is_anywhere,
    newest_and_others,
    read_lists,
)
from quartier.kernel.entries.search.spelling import similar
from quartier.kernel.entries.search.words import Word

MOST_WRONG = 2  # words in one question
MOST_WORDS = 3  # of a question whose words are all known, each to somebody


class Mended(NamedTuple):
    question: Question
    answer: Answer
    instead: dict[str, str]  # word as typed → folded word


def mended(question: Question, state: State, told: Answer) -> Mended | None:
    """For each word that finds nothing the viewer may see, the most like it that does; None where there is none."""
    unknown = _unknown(question, state, told)
    choices = {at: _choices(question.wanted[at], state) for at in unknown}
    if not 0 < len(unknown) <= MOST_WRONG or not all(choices.values()):
        return None
    best, months = _best(choices, question, state)
    if len(best) < len(choices):
        return None
    better = Question([best.get(at, one) for at, one in enumerate(question.wanted)], question.keys, question.also)
    instead = {question.wanted[at].word.typed: one.word.full for at, one in best.items()}
    return Mended(better, ask(better, state, months), instead)


def _unknown(question: Question, state: State, told: Answer) -> list[int]:
    """Which words stand nowhere; where all do, those that stand only where this viewer can't look."""
    numbered = list(enumerate(question.wanted))
    nowhere = [at for at, one in numbered if not is_anywhere(one, state, told.months)]
    if nowhere or len(numbered) > MOST_WORDS:
        return nowhere
    if told.months:
        for block, month in read_lists(question.others, list(told.months)).items():
            told.months[block].lists |= month.lists
    return [at for at, one in numbered if not count(one, question, state, told.months)]


def _best(
    choices: Mapping[int, list[tuple[int, Wanted]]], question: Question, state: State
) -> tuple[dict[int, Wanted], dict[int, Month] | None]:
    """For each the nearest that the viewer can find; looked for in the newest months, then in all. And all lists, if read."""
    others = [one for at, one in enumerate(question.wanted) if at not in choices]
    everything = [*others, *(near for some in choices.values() for _far, near in some)]
    asked = Question(everything, question.keys, question.also)
    best: dict[int, Wanted] = {}
    months: dict[int, Month] = {}
    portions = [blocks for blocks in newest_and_others(state) if blocks] or [[]]
    for number, blocks in enumerate(portions, 1):
        months |= read_lists({*asked.terms, *asked.others}, blocks) if blocks else {}
        for at, some in choices.items():
            counted = [(far, -count(near, question, state, months), near.word.full, near) for far, near in some]
            seen = [choice for choice in counted if choice[1]]
            if seen and at not in best:
                best[at] = min(seen, key=lambda choice: choice[:3])[3]
        if len(best) == len(choices) or number == len(portions):
            return best, months if number == len(portions) else None
    return best, months


def _choices(one: Wanted, state: State) -> list[tuple[int, Wanted]]:
    return [(far, Wanted(Word(full, full, stem, ()))) for far, full, stem in similar(one.word.full, state.fresh)]
