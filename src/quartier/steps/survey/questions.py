"""What a questionnaire is: a list of questions, some of them headings that begin a part. Data only; nothing here is stored.

Every text is said in one or more languages: {"de": "…", "tr": "…"}. Whoever reads a language that isn't there gets the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Words = Mapping[str, str]

YES, NO = "yes", "no"
NO_ANSWER = "none"  # "keine Angabe", said on purpose
OTHER = "other"  # "something else, namely …"

MOST_QUESTIONS = 300
MOST_CHOICES = 60
MOST_ROWS = 30
PER_PAGE = 6


class Kind(StrEnum):
    """The sorts of question that people expect."""

    SECTION = "section"  # no question: a heading that begins a part, perhaps with a few words
    ONE = "one"
    SEVERAL = "several"
    YES_NO = "yes_no"
    SCALE = "scale"
    GRID = "grid"
    NUMBER = "number"
    SHORT = "short"
    LONG = "long"
    DATE = "date"
    RANK = "rank"
    PLACE = "place"


WITH_CHOICES = frozenset({Kind.ONE, Kind.SEVERAL, Kind.RANK, Kind.GRID})
DECIDING = frozenset({Kind.ONE, Kind.SEVERAL, Kind.YES_NO, Kind.SCALE})  # others may hang on what was answered here
TEXTS = frozenset({Kind.SHORT, Kind.LONG, Kind.PLACE})


@dataclass(frozen=True, kw_only=True)
class Choice:
    key: str
    text: Words


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Shown only where that question was answered with one of these."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    key: str
    kind: Kind
    title: Words
    help: Words = field(default_factory=dict)
    is_required: bool = False
    may_decline: bool = True  # offers "keine Angabe"
    has_other: bool = False  # of one and of several: "something else, namely …"
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()  # of a grid: what is rated
    least: int | None = None  # the scale's ends, the least number, how many may be ticked
    most: int | None = None
    low: Words = field(default_factory=dict)  # what the scale's ends mean
    high: Words = field(default_factory=dict)
    show_if: Condition | None = None

    @property
    def is_section(self) -> bool:
        return self.kind is Kind.SECTION

    @property
    def steps(self) -> range:
        """The values of a scale."""
        least = 1 if self.least is None else self.least
        return range(least, (least + 4 if self.most is None else self.most) + 1)

    @property
    def keys(self) -> tuple[str, ...]:
        """What may be chosen, without "keine Angabe"."""
        if self.kind is Kind.YES_NO:
            return (YES, NO)
        if self.kind is Kind.SCALE:
            return tuple(str(step) for step in self.steps)
        return (*(choice.key for choice in self.choices), *([OTHER] if self.has_other else []))


@dataclass(frozen=True)
class Part:
    """What is asked on one page."""

    number: int
    section: Question | None
    questions: tuple[Question, ...]

    @property
    def name(self) -> str:
        return f"part{self.number}"


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    questions: tuple[Question, ...] = ()
    languages: tuple[str, ...] = ("de",)

    def __getitem__(self, key: str) -> Question:
        return self._by_key[key]

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    @cached_property
    def _by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """Without the headings."""
        return tuple(question for question in self.questions if not question.is_section)

    @cached_property
    def section_of(self) -> dict[str, Question | None]:
        found: dict[str, Question | None] = {}
        current: Question | None = None
        for question in self.questions:
            if question.is_section:
                current = question
            found[question.key] = None if question.is_section else current
        return found

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Page by page. What hangs on an answer stands on a later page than that answer: no page needs a script."""
        pages: list[tuple[Question | None, list[Question]]] = [(None, [])]
        for question in self.questions:
            section, held = pages[-1]
            if question.is_section:
                pages.append((question, []))
            elif len(held) >= PER_PAGE or (question.show_if and question.show_if.question in {q.key for q in held}):
                pages.append((section, [question]))
            else:
                held.append(question)
        full = [(section, held) for section, held in pages if held]
        return tuple(Part(number, section, tuple(held)) for number, (section, held) in enumerate(full, start=1))

    def conditions_of(self, question: Question) -> tuple[Condition, ...]:
        """Its own, and that of the part in which it stands."""
        section = self.section_of[question.key]
        return tuple(holder.show_if for holder in (section, question) if holder is not None and holder.show_if)


def say(words: Words, language: str, others: Iterable[str] = ()) -> str:
    """In this language; else in a cousin of it ("de" for "de-simple"), in one of the others, or in any that there is."""
    for code in (language, language.partition("-")[0], *others, *words):
        if words.get(code, "").strip():
            return words[code]
    return ""


def anew(words: Words, language: str, said: str) -> dict[str, str]:
    """Said in the first language. Where it says something else now, translations of what it said before are gone: they would
    ask something else."""
    return dict(words) if words.get(language, "") == said else {language: said}


def next_key(taken: Iterable[str], prefix: str = "q") -> str:
    """A key that was never used before in what is still there."""
    numbers = [int(key[len(prefix) :]) for key in taken if key.startswith(prefix) and key[len(prefix) :].isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1}"


def keys_of(choices: Sequence[Choice]) -> list[str]:
    return [choice.key for choice in choices]
