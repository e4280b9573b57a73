"""What a kind of step may say about itself, and what a module says of the processes it offers. Data only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from quartier.kernel.contract import Module, Text

if TYPE_CHECKING:
    from django.http import HttpRequest

    from quartier.kernel.people.actors import Actor
    from quartier.kernel.people.models import Person
    from quartier.kernel.processes.ballot_forms import BallotForm
    from quartier.kernel.processes.models import Step


class StepWord(StrEnum):
    """What is done in a step, in one of five plain words."""

    COLLECT = "collect"
    DISCUSS = "discuss"
    VOTE = "vote"
    ANSWER = "answer"
    BUILD = "build"


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """What a kind shows of one step on the page of its process: a template that is put there, and what it gets."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    draws_result: bool = False  # the template says what came out; the page adds the turnout and the files alone


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table: what it is called, and a number for each column. Votes may be handed on in parts; people may not."""

    label: Text
    numbers: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Numbers that may be published. `of_people`: they count people, so those below five aren't shown.

    `adds_up`: the rows of each column are parts of one whole, whose sum is shown, so that none can be worked out from it.
    """

    name: str  # in the open data: "choices"
    title: Text
    columns: tuple[Text, ...]
    rows: tuple[Row, ...]
    of_people: bool = True
    adds_up: bool = False


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came out of a step: the protocol on paper, the CSV and the JSON are made of it."""

    sentence: Text
    tables: tuple[Table, ...] = ()
    chosen: tuple[int, ...] = ()  # the numbers (pk) of the proposals that it chose
    remarks: tuple[Text, ...] = ()  # how a tie was drawn, what was left out


def _nothing(step: Step) -> None:
    return None


def _no_numbers(step: Step) -> dict[str, Any]:
    return {}


def _ready(step: Step) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class StepKind(Module):
    """The table of contents of a kind of step, in `step.py`, under the name `step`: a module that adds a way to decide.

    While a step is open `count` isn't asked. As it closes, `count` turns the ballots into numbers, which are kept in
    `Step.tally`; `result` says them in the reader's language, whenever somebody looks. `count` only reads: killed in the
    middle, it is asked again.
    """

    word: StepWord
    icon: str
    options: type[Any]  # a frozen dataclass with defaults: what an organiser chooses for one step
    page: Callable[[HttpRequest, Step], StepPage]
    result: Callable[[Step], Result]
    example_step: Callable[[Step, Person], None] = lambda _step, _person: (
        None
    )  # what an open step needs to be looked at
    count: Callable[[Step], dict[str, Any]] = _no_numbers
    counts_beside: bool = False  # many ballots are counted by the worker, while the page says how far it is
    opened: Callable[[Step], None] = _nothing
    closed: Callable[[Step], None] = _nothing
    ballot: Callable[[Step], type[BallotForm]] | None = None  # one slip: typed from paper, the telephone, at the desk
    slip: Callable[[Step], type[BallotForm]] | None = None  # what is typed from paper, where that isn't a ballot …
    slips_counted: Callable[[Step, list[dict[str, Any]], Actor], None] | None = None  # … and what becomes of it
    is_sealed: bool = False  # choices are kept as bytes that only `count` opens: nobody types them for somebody else
    not_ready: Callable[[Step], str] = _ready  # why it can't open yet, in a sentence
    set_up_url: str = ""  # where its organiser prepares it ("survey:questions", takes the step's pk)
    for_others: frozenset[str] | None = frozenset()  # having a say; what isn't named, managing above all, is closed


@dataclass(frozen=True, kw_only=True)
class StepPlan:
    """One step of a template: its kind, for how long, and what is chosen for it."""

    kind: str
    days: int
    title: Text = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    is_for_all: bool = False  # only opinions are gathered: everybody of the quarter may, not the electorate alone
    after: int = 0  # days between the step before and this one: for those who look after it to put things in order


@dataclass(frozen=True, kw_only=True)
class ProcessTemplate:
    """A way to go from a question to an answer. `name` starts with the module's slug: "participate.ideas"."""

    name: str
    label: Text
    summary: Text
    steps: tuple[StepPlan, ...]
    answer_days: int = 30  # after the last step
    icon: str = "route"
    question: Text = ""  # an example, in the form
    is_offered: bool = True  # False: only its module begins it, because more belongs to it
    answer_url: str = ""  # where it is answered, if that is a page of the module's own ("needs:decide", takes the pk)
