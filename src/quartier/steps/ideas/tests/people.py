"""A process with an open step, its organiser, and neighbours."""

from typing import Any

from quartier.api import Actor, Person, share
from quartier.api.processes import START_PROCESS, Proposal, Step
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.ideas.actions import bring_idea
from quartier.steps.ideas.examples import running

__all__ = ["an_idea", "client_of", "neighbour", "open_step", "organiser"]


def organiser() -> Person:
    """May ask the whole quarter."""
    return holder_of(START_PROCESS, "Olga", "Ott")


def open_step(by: Person, **options: Any) -> Step:
    step = running(by)
    step.options = {"may_add": True, "needs_place": False, **options}
    step.save(update_fields=["options"])
    share(step.process, by=Actor(by))
    return step


def an_idea(step: Step, by: Person, title: str = "Eine Bank unter der Linde", **said: str) -> Proposal:
    return bring_idea(step, by=Actor(by), title=title, **said)
