"""An example for each address: the suites over all modules open and post them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quartier.api import Access, Example, Person, share
from quartier.api.processes import START_PROCESS, Step, StepState, step_for_example
from quartier.steps.ranked.actions import open_vote
from quartier.steps.ranked.ballots import checked
from quartier.steps.ranked.queries import rules_of
from quartier.steps.ranked.rules import Rule
from quartier.steps.ranked.tally import tallied, to_json
from quartier.steps.ranked.terms import PEOPLE, RankedOptions

NAMES = ["Amselgang", "Rosa-Luft-Weg", "Semmelgasse"]


def prepare(step: Step, person: Person) -> None:
    """What an open vote needs to be looked at."""
    if not step.options.get("own"):
        step.options = {**vars(RankedOptions()), **step.options, "own": NAMES}
        step.save(update_fields=["options"])
    open_vote(step)


def a_vote(person: Person, **chosen: Any) -> Step:
    """Planned, in a process of the whole quarter."""
    title, question = "Name für den Durchgang", "Wie soll der Weg zwischen Schule und Bäckerei heißen?"
    options = {**vars(RankedOptions()), "own": NAMES, **chosen}
    return step_for_example(person, "ranked", title=title, question=question, options=options)


def an_open_vote(person: Person, **chosen: Any) -> Step:
    step = a_vote(person, **chosen)
    open_vote(step)
    step.state = StepState.OPEN
    step.save(update_fields=["state"])
    share(step.process, by=None)
    return step


def a_counted_vote(person: Person) -> Step:
    """Of ballots so alike that they may be handed out."""
    step = an_open_vote(person)
    rules = rules_of(step)
    ballots = [(checked(rules, {"c1": 1, "c2": 2}), 6), (checked(rules, {"c2": 1}), 5)]
    step.tally = to_json(tallied(rules, ballots, eligible=0, seed="0" * 32))
    step.state, step.closed = StepState.CLOSED, step.closes
    step.save(update_fields=["tally", "state", "closed"])
    share(step.process, by=None)
    return step


def _planned(**chosen: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": a_vote(person, **chosen).pk}


def _open(**chosen: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": an_open_vote(person, **chosen).pk}


def _counted(person: Person) -> dict[str, Any]:
    return {"pk": a_counted_vote(person).pk}


def _body(**said: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: said


POINTS: dict[str, Any] = {"rule": Rule.SCORE.value}
TICKS: dict[str, Any] = {"rule": Rule.PHRAGMEN.value, "seats": 2}
STANDING: dict[str, Any] = {"about": PEOPLE, "own": []}
MANAGED: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}
NUMBERS = {"quorum_percent": "10", "quorum_number": "0"}

EXAMPLES = (
    Example(url="ranked:cast", access=Access.MEMBERS, arguments=_open(), post=_body(c1="1", c3="2")),
    Example(url="ranked:cast", access=Access.MEMBERS, arguments=_open(**POINTS), post=_body(c1="5", c2="3")),
    Example(url="ranked:cast", access=Access.MEMBERS, arguments=_open(**TICKS), post=_body(ticks=["c1", "c3"])),
    Example(url="ranked:ballots", access=Access.MEMBERS, arguments=_counted),
    Example(url="ranked:stand", access=Access.MEMBERS, arguments=_planned(**STANDING), post=_body(text="Ich höre zu.")),
    Example(url="ranked:step_back", access=Access.MEMBERS, arguments=_planned(**STANDING), post=_body()),
    Example(url="ranked:ask", arguments=_planned(**STANDING), post=_body(name="Ayşe Demir"), **MANAGED),
    Example(url="ranked:set_up", arguments=_planned(), **MANAGED),
    Example(url="ranked:rule", arguments=_planned(), post=_body(rule="schulze"), **MANAGED),
    Example(url="ranked:about", arguments=_planned(), post=_body(about="own", own="Bänke\nBäume"), **MANAGED),
    Example(url="ranked:numbers", arguments=_planned(), post=_body(**NUMBERS), **MANAGED),
    Example(url="ranked:try", arguments=_planned(), post=_body(c1="1"), **MANAGED),
    Example(url="ranked:slip", arguments=_planned(**POINTS), **MANAGED),
)
