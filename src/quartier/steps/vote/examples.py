"""An example for each address: the suites over all modules open and post them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quartier.api import Access, Example, Person, share
from quartier.api.processes import START_PROCESS, Step, StepState, step_for_example
from quartier.steps.vote.actions import open_vote
from quartier.steps.vote.rules import Sort
from quartier.steps.vote.terms import OWN, VoteOptions

PLACES = [{"key": "o1", "title": "Bänke"}, {"key": "o2", "title": "Bäume"}, {"key": "o3", "title": "Licht"}]


def prepare(step: Step, person: Person) -> None:
    """What an open vote needs to be looked at."""
    open_vote(step)


def a_vote(person: Person, **chosen: Any) -> Step:
    """Planned, in a process of the whole quarter."""
    title, question = "Sonntags ohne Autos", "Soll die Lindenstraße sonntags für Autos gesperrt sein?"
    return step_for_example(person, "vote", title=title, question=question, options={**vars(VoteOptions()), **chosen})


def an_open_vote(person: Person, **chosen: Any) -> Step:
    step = a_vote(person, **chosen)
    open_vote(step)
    step.state = StepState.OPEN
    step.save(update_fields=["state"])
    share(step.process, by=None)
    return step


def _planned(**chosen: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": a_vote(person, **chosen).pk}


def _open(**chosen: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": an_open_vote(person, **chosen).pk}


def _body(**said: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: said


POINTS: dict[str, Any] = {"sort": Sort.POINTS.value, "about": OWN, "own": PLACES, "most": 5}
TICKS: dict[str, Any] = {"sort": Sort.APPROVAL.value, "about": OWN, "own": PLACES, "most": 2}
MANAGED: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}
SIMPLE = {"majority": "simple", "quorum_percent": "10", "quorum_number": "0"}

EXAMPLES = (
    Example(url="vote:cast", access=Access.MEMBERS, arguments=_open(), post=_body(question="yes")),
    Example(url="vote:cast", access=Access.MEMBERS, arguments=_open(**POINTS), post=_body(o1="2", o2="3")),
    Example(url="vote:cast", access=Access.MEMBERS, arguments=_open(**TICKS), post=_body(ticks=["o1", "o3"])),
    Example(url="vote:set_up", arguments=_planned(), **MANAGED),
    Example(url="vote:sort", arguments=_planned(), post=_body(sort="points"), **MANAGED),
    Example(url="vote:about", arguments=_planned(), post=_body(about="own", own="Bänke\nBäume"), **MANAGED),
    Example(url="vote:rules", arguments=_planned(), post=_body(**SIMPLE), **MANAGED),
    Example(url="vote:try", arguments=_planned(), post=_body(question="yes"), **MANAGED),
    Example(url="vote:slip", arguments=_planned(**POINTS), **MANAGED),
)
