"""Putting a mistyped question right, without telling any word that stands only where the viewer can't look."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from quartier.kernel.entries.search.months import Months, terms_of
from quartier.kernel.entries.search.query import (
    Answer,
    Question,
    State,
    Wanted,
    ask,
    count,
    finds,
    finds_in_fresh,
    newest_blocks,
)
from quartier.kernel.entries.search.spelling import similar
from quartier.kernel.entries.search.words import Word

MOST_WRONG = 2  # words in one question
MOST_WORDS = 3  # of a question whose words are all known, each to somebody


Choice = tuple[int, Question]  # how far it is from what was typed; the question with this word alone


class Mended(NamedTuple):
    question: Question
    answer: Answer
    instead: dict[str, str]  # word as typed → folded word


def mended(question: Question, state: State, months: Months) -> Mended | None:
    """For each word that finds nothing the viewer may see, the most like it that does; None where there is none."""
    unknown = _unknown(question, state, months)
    if not 0 < len(unknown) <= MOST_WRONG:
        return None
    choices = {at: _choices(question.wanted[at], question, state) for at in unknown}
    best: dict[int, Wanted] = {}
    for blocks in (newest_blocks(state), list(state.used)):
        left = {at: some for at, some in choices.items() if at not in best}
        there = _where_any_is([choice for some in left.values() for _far, choice in some], blocks, months)
        best |= {at: near for at, some in left.items() if (near := _nearest(some, state, months, there))}
    if len(best) < len(choices):
        return None
    better = Question([best.get(at, one) for at, one in enumerate(question.wanted)], question.keys, question.also)
    instead = {question.wanted[at].word.typed: one.word.full for at, one in best.items()}
    return Mended(better, ask(better, state, months), instead)


def _unknown(question: Question, state: State, months: Months) -> list[int]:
    """Which words stand nowhere; where all do, those that stand only where this viewer can't look."""
    numbered = list(enumerate(question.wanted))
    anywhere = months.all_of(terms_of(one.ways for one in question.wanted), state.used)
    nowhere = [
        at
        for at, one in numbered
        if anywhere.isdisjoint(one.terms) and not finds_in_fresh(Question([one], None), state)
    ]
    if nowhere or len(numbered) > MOST_WORDS:
        return nowhere
    return [at for at, one in numbered if not finds(question.only(one), state, months)]


def _choices(wanted: Wanted, question: Question, state: State) -> list[Choice]:
    """Words like this one, the nearest first."""
    near = similar(wanted.word.full, state.fresh)
    return [(far, question.only(Wanted(Word(full, full, stem, ())))) for far, full, stem in near]


def _where_any_is(choices: Sequence[Question], blocks: Sequence[int], months: Months) -> list[int]:
    """The months in which one of the words stands; all of their lists are read then."""
    if not choices:
        return []
    words = terms_of(one.ways for choice in choices for one in choice.wanted)
    months.read(words.union(*(choice.details for choice in choices)), blocks)
    there = [block for block in blocks if not words.isdisjoint(months[block].lists)]
    months.read(terms_of(choices[0].factors), there)
    return there


def _nearest(choices: Sequence[Choice], state: State, months: Months, blocks: Sequence[int]) -> Wanted | None:
    """The nearest that finds something in these months; of several, what finds most."""
    for _far, equal in groupby(choices, key=lambda choice: choice[0]):
        counted = [(-count(choice, state, months, blocks), choice.wanted[0]) for _far, choice in equal]
        found = [one for one in counted if one[0]]
        if found:
            return min(found, key=lambda one: (one[0], one[1].word.full))[1]
    return None
