"""Ballots become tables. Pure: the same ballots in any order give the same tables, and every table adds up.

A ballot here is its answers alone, {key of the question: what was said}; whose it is nobody hands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from quartier.steps.survey.branching import shown
from quartier.steps.survey.questions import TEXTS, Kind, Question, Questionnaire

FEWEST = 5  # whoever is one of fewer could be known again
CLASSES = 8  # of numbers


@dataclass(frozen=True)
class Count:
    """One line of a table. `key` is a choice's, a class's, a month's, or a place's own words."""

    key: str
    number: int
    points: int = 0  # of things ranked


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One question, or one row of a grid, counted."""

    question: Question
    row: str = ""
    asked: int  # to how many it was shown
    answered: int
    declined: int
    silent: int  # left empty
    counts: tuple[Count, ...] = ()
    average: float | None = None
    middle: float | None = None
    is_hidden: bool = False  # fewer than five answered: no line is shown

    @property
    def is_of_several(self) -> bool:
        """Its lines may add up to more than those who answered."""
        return self.question.kind in {Kind.SEVERAL, Kind.RANK}

    def share(self, number: int) -> float:
        return number / self.answered if self.answered else 0.0


def count(questionnaire: Questionnaire, ballots: Iterable[Mapping[str, Any]]) -> list[Counted]:
    """Every question in order; of a grid each row."""
    answers_to: dict[str, list[Any]] = {question.key: [] for question in questionnaire.asked}
    silent: Counter[str] = Counter()
    for ballot in ballots:
        for question in shown(questionnaire, ballot):
            if question.key in ballot:
                answers_to[question.key].append(ballot[question.key])
            else:
                silent[question.key] += 1
    counted: list[Counted] = []
    for question in questionnaire.asked:
        counted += _count_question(question, answers_to[question.key], silent[question.key])
    return counted


def _count_question(question: Question, answers: Sequence[Any], silent: int) -> list[Counted]:
    if question.kind is not Kind.GRID:
        return [_count_one(question, answers, silent)]
    found = []
    for row in question.rows:
        rated = [answer[row.key] for answer in answers if isinstance(answer, Mapping) and row.key in answer]
        declined_all = sum(answer is None for answer in answers)
        missing = len(answers) - declined_all - len(rated)
        found.append(_count_one(question, [*rated, *[None] * declined_all], silent + missing, row=row.key))
    return found


def _count_one(question: Question, answers: Sequence[Any], silent: int, row: str = "") -> Counted:
    said = [answer for answer in answers if answer is not None]
    known = _known(question, said)
    numbers = known if question.kind in {Kind.NUMBER, Kind.SCALE} else []
    is_hidden = 0 < len(known) < FEWEST
    has_mean = bool(numbers) and not is_hidden
    return Counted(
        question=question,
        row=row,
        asked=len(answers) + silent,
        answered=len(known),
        declined=len(answers) - len(said),
        silent=silent + len(said) - len(known),
        counts=() if is_hidden else _COUNTERS.get(question.kind, _count_choices)(question, known),
        average=round(mean(sorted(numbers)), 2) if has_mean else None,
        middle=float(median(numbers)) if has_mean else None,
        is_hidden=is_hidden,
    )


def _known(question: Question, said: Sequence[Any]) -> list[Any]:
    """Answers that the question still offers; nothing strange is counted, and nothing strange breaks the count."""
    if question.kind in {Kind.ONE, Kind.YES_NO, Kind.GRID}:
        return [answer for answer in said if isinstance(answer, str) and answer in question.keys]
    if question.kind is Kind.SCALE:
        return [answer for answer in said if type(answer) is int and answer in question.steps]
    if question.kind in {Kind.SEVERAL, Kind.RANK}:
        lists = [list(dict.fromkeys(key for key in a if key in question.keys)) for a in said if isinstance(a, list)]
        return [answer for answer in lists if answer]
    if question.kind is Kind.NUMBER:
        return [answer for answer in said if type(answer) in (int, float)]
    return [answer for answer in said if isinstance(answer, str) and answer.strip()]


def _count_choices(question: Question, known: Sequence[Any]) -> tuple[Count, ...]:
    counter = Counter(str(key) for answer in known for key in (answer if isinstance(answer, list) else [answer]))
    return tuple(Count(key, counter[key]) for key in question.keys)


def _count_ranks(question: Question, known: Sequence[list[str]]) -> tuple[Count, ...]:
    """The first of four gets 4 points, the next 3 …; the number is how often it was put first. In order of points."""
    points: Counter[str] = Counter()
    for answer in known:
        for place, key in enumerate(answer):
            points[key] += len(question.choices) - place
    first = Counter(answer[0] for answer in known)
    keys = sorted(question.keys, key=lambda key: -points[key])
    return tuple(Count(key, first[key], points[key]) for key in keys)


def _count_numbers(question: Question, known: Sequence[float]) -> tuple[Count, ...]:
    """Each value where there are few; else classes of equal width. The ends are whole numbers."""
    values = sorted(set(known))
    if len(values) <= CLASSES:
        numbers = Counter(known)
        return _joined([(f"{value:g}", f"{value:g}", numbers[value]) for value in values])
    least = int(values[0] // 1)
    width = max(1, -(-(int(values[-1] // 1) + 1 - least) // CLASSES))
    classes = Counter(int((value - least) // width) for value in known)
    ends = [(least + n * width, least + (n + 1) * width - 1, classes[n]) for n in range(max(classes) + 1)]
    return _joined([(str(first), str(last), number) for first, last, number in ends])


def _count_months(question: Question, known: Sequence[str]) -> tuple[Count, ...]:
    """Days would show single people; months are enough to see a pattern."""
    months = Counter(answer[:7] for answer in known)
    return _joined([(month, month, months[month]) for month in sorted(months)])


def _joined(lines: Sequence[tuple[str, str, int]]) -> tuple[Count, ...]:
    """Neighbouring lines together, until none stands for so few that somebody could be known by their age or day."""
    done: list[tuple[str, str, int]] = []
    for first, last, number in lines:
        if done and (done[-1][2] < FEWEST):
            done[-1] = (done[-1][0], last, done[-1][2] + number)
        else:
            done.append((first, last, number))
    if len(done) > 1 and done[-1][2] < FEWEST:
        (first, _last, number), (_first, last, more) = done[-2:]
        done[-2:] = [(first, last, number + more)]
    return tuple(Count(first if first == last else f"{first} – {last}", number) for first, last, number in done)


def _count_texts(question: Question, known: Sequence[str]) -> tuple[Count, ...]:
    """Words aren't counted; the organiser reads them."""
    return ()


def _count_places(question: Question, known: Sequence[str]) -> tuple[Count, ...]:
    """Only places that several named: a single one could be somebody's door."""
    places = Counter(" ".join(answer.split()).casefold() for answer in known)
    spelt = {" ".join(answer.split()).casefold(): " ".join(answer.split()) for answer in sorted(known)}
    often = [(place, number) for place, number in places.items() if number >= FEWEST]
    return tuple(Count(spelt[place], number) for place, number in sorted(often, key=lambda each: (-each[1], each[0])))


_COUNTERS: dict[Kind, Any] = {
    Kind.RANK: _count_ranks,
    Kind.NUMBER: _count_numbers,
    Kind.DATE: _count_months,
    Kind.SHORT: _count_texts,
    Kind.LONG: _count_texts,
    Kind.PLACE: _count_places,
}


def texts_of(question: Question, ballots: Iterable[Mapping[str, Any]]) -> list[str]:
    """What was written, sorted: so nobody sees which words came together, or first. Also "something else, namely …"."""
    keys = [question.key] * (question.kind in TEXTS) + [f"{question.key}_other"] * question.has_other
    said = (ballot.get(key) for ballot in ballots for key in keys)
    return sorted((text.strip() for text in said if isinstance(text, str) and text.strip()), key=str.casefold)
