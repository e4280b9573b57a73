"""An example for each address: the suites over all modules open and post them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from quartier.api import Access, Example, Person, share
from quartier.api.processes import ENTER_BALLOTS, START_PROCESS, Step, StepState, step_for_example
from quartier.steps.petition.models import Course
from quartier.steps.petition.terms import PetitionOptions

TO = "Verkehrsamt"


def prepare(step: Step, person: Person) -> None:
    """What an open petition needs to be looked at."""
    step.options = {**vars(PetitionOptions()), **step.options, "to": TO}
    step.save(update_fields=["options"])


def a_petition(person: Person, state: str = StepState.PLANNED) -> Step:
    title, question = "Zebrastreifen vor der Schule", "Wir bitten um einen Zebrastreifen vor der Schule."
    options = {"goal": 20, "to": TO}
    return step_for_example(person, "petition", title=title, question=question, options=options, state=state)


def an_open_petition(person: Person) -> Step:
    step = a_petition(person, StepState.OPEN)
    Course.objects.create(step=step, printed=3)
    return step


def a_closed_petition(person: Person) -> Step:
    step = a_petition(person, StepState.OPEN)
    step.tally = {"online": 17, "paper": 8, "goal": 20, "to": TO}
    step.state, step.closed = StepState.CLOSED, timezone.now() - timedelta(days=400)
    step.save(update_fields=["tally", "state", "closed"])
    share(step.process, by=None)
    return step


def a_handed_over_petition(person: Person) -> Step:
    step = a_closed_petition(person)
    Course.objects.create(step=step, handed_over=timezone.localdate() - timedelta(days=380), to=TO)
    return step


def _of(make: Callable[[Person], Step]) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": make(person).pk}


def _body(**said: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: said


def _yesterday(_person: Person) -> dict[str, Any]:
    return {"to": TO, "on": str(timezone.localdate() - timedelta(days=1))}


MANAGED: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}
ENTERING: dict[str, Any] = {"access": Access.POWER, "power": ENTER_BALLOTS}
SHEET = {"sheet": "1", "name1": "Ayşe Demir", "address1": "Lindenstraße 5"}

EXAMPLES = (
    Example(url="petition:sign", access=Access.MEMBERS, arguments=_of(an_open_petition), post=_body(is_shown="on")),
    Example(url="petition:withdraw", access=Access.MEMBERS, arguments=_of(an_open_petition), post=_body()),
    Example(url="petition:set_up", arguments=_of(a_petition), post=_body(to=TO, goal="50"), **MANAGED),
    Example(url="petition:sheets", arguments=_of(an_open_petition), post=_body(count="1"), **MANAGED),
    Example(url="petition:enter", arguments=_of(an_open_petition), post=_body(**SHEET), **ENTERING),
    Example(url="petition:hand_over", arguments=_of(a_closed_petition), post=_yesterday, **MANAGED),
    Example(url="petition:what_came", arguments=_of(a_handed_over_petition), post=_body(text="Er kommt."), **MANAGED),
)
