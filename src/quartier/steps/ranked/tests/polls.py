"""A ranked vote that is opened, voted in and closed."""

from __future__ import annotations

from typing import Any

from quartier.api import Actor, Person
from quartier.api.processes import Ballot, Step, close_now, open_now
from quartier.api.testing import client_of, neighbour
from quartier.steps.ranked import actions
from quartier.steps.ranked.examples import a_vote


def opened(organiser: Person, **chosen: Any) -> Step:
    step = a_vote(organiser, **chosen)
    open_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def closed(step: Step, organiser: Person) -> Step:
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    return step


def vote(step: Step, *said: tuple[dict[str, int], int]) -> None:
    ballots = [ballot for ballot, number in said for _each in range(number)]
    there = Ballot.objects.count()
    for number, ballot in enumerate(ballots, there):
        actions.vote(step, by=Actor(neighbour(f"N{number}", "Nachbar")), ballot=ballot)


def page_of(person: Person, url: str) -> str:
    return client_of(person).get(url).content.decode()
