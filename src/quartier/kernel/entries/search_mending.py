"""Putting a mistyped question right, without telling any word that stands only where the viewer can't look."""

from __future__ import annotations

from typing import NamedTuple

from quartier.kernel.entries.search_query import Answer, Question, State, Wanted, answer, count, every_list
from quartier.kernel.entries.search_spelling import similar
from quartier.kernel.entries.search_words import Word

MOST_WRONG = 2  # words in one question


class Mended(NamedTuple):
    question: Question
    answer: Answer
    instead: dict[str, str]  # word as typed → folded word


def mended(question: Question, state: State, told: Answer) -> Mended | None:
    """For each word that finds nothing the viewer may see, the most like it that does; None where there is none."""
    unknown = [at for at, one in enumerate(question.wanted) if not count(one, question, state, told.months)]
    if not 0 < len(unknown) <= MOST_WRONG:
        return None
    choices = {at: _choices(question.wanted[at], state) for at in unknown}
    if not all(choices.values()):
        return None
    others = [one for at, one in enumerate(question.wanted) if at not in choices]
    everything = [*others, *(near for some in choices.values() for _far, near in some)]
    months = every_list(Question(everything, question.keys, question.also))
    wanted = list(question.wanted)
    for at, some in choices.items():
        counted = [(far, -count(near, question, state, months), near.word.full, near) for far, near in some]
        seen = [choice for choice in counted if choice[1]]
        if not seen:
            return None
        wanted[at] = min(seen, key=lambda choice: choice[:3])[3]
    better = Question(wanted, question.keys, question.also)
    instead = {question.wanted[at].word.typed: wanted[at].word.full for at in unknown}
    return Mended(better, answer(better, state, [months]), instead)


def _choices(one: Wanted, state: State) -> list[tuple[int, Wanted]]:
    return [(far, Wanted(Word(full, full, stem, ()))) for far, full, stem in similar(one.word.full, state.fresh)]
