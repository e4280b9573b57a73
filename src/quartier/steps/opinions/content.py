"""What a ballot holds: {"agree": [1, 4], "disagree": [2], "pass": []}, by the statements' numbers. Knows no database."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from quartier.counting.opinions.votes import UNSEEN, Votes
from quartier.steps.opinions.terms import NUMBERS

Answers = dict[int, str]  # statement → agree, disagree or pass


def answers_in(content: Mapping[str, Any]) -> Answers:
    """What nobody but a wrong programme wrote is left out."""
    found = content if isinstance(content, Mapping) else {}
    return {number: said for said in NUMBERS for number in _list(found.get(said)) if type(number) is int and number > 0}


def content_of(answers: Answers) -> dict[str, list[int]]:
    """The same for the same answers, in whatever order they were given."""
    return {said: sorted(number for number, chosen in answers.items() if chosen == said) for said in NUMBERS}


def matrix(contents: Iterable[Mapping[str, Any]], numbers: list[int]) -> Votes:
    """A row for each ballot, a column for each statement. Answers to statements that are gone are left out."""
    column = np.full(max(numbers, default=0) + 1, -1, dtype=np.int64)
    column[numbers] = np.arange(len(numbers))
    rows = []
    for content in contents:
        row = np.full(len(numbers), UNSEEN, dtype=np.int8)
        for said, value in NUMBERS.items():
            given = np.array(_list(content.get(said)), dtype=np.int64)
            there = column[given[(given > 0) & (given < len(column))]]
            row[there[there >= 0]] = value
        rows.append(row)
    return np.array(rows, dtype=np.int8).reshape(len(rows), len(numbers))


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []
