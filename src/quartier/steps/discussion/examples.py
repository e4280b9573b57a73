"""An example for each address: the suites over all modules open and post them."""

from typing import Any

from django.utils import timezone

from quartier.api import Access, Actor, Example, Person, add_comment, share
from quartier.api.processes import START_PROCESS, Step, StepState, step_for_example
from quartier.steps.discussion.models import Argument, Expert

WORDS = {"side": "for", "text": "Nachts ist es endlich wieder leise."}


def example_step(step: Step, person: Person) -> None:
    """What an open step needs to be looked at."""
    _argument(step, person, "Nachts ist es endlich wieder leise.", "for")
    _argument(step, person, "Die Lieferwagen kommen nicht mehr durch.", "against")


def _argument(step: Step, person: Person, text: str, side: str) -> Argument:
    entry = step.process.entry or share(step.process, by=None)
    assert entry is not None  # noqa: S101 (the process is announced)
    comment = add_comment(entry, by=Actor(person), text=text, at=timezone.now())
    return Argument.objects.create(step=step, comment=comment, side=side)


def running(person: Person) -> Step:
    """A discussion that is open to everybody of the quarter."""
    title, question = "Tempo 30 in der Lindenstraße", "Soll in der Lindenstraße Tempo 30 gelten?"
    return step_for_example(person, "discussion", title=title, question=question, days=21, state=StepState.OPEN)


def _step(person: Person) -> dict[str, Any]:
    return {"pk": running(person).pk}


def _said(person: Person) -> dict[str, Any]:
    step = running(person)
    return {"pk": _argument(step, person, "Nachts ist es endlich wieder leise.", "for").pk}


def _expert(person: Person) -> dict[str, Any]:
    expert = Person.objects.create(given_name="Jutta", family_name="Weiler", standing="member")
    return {"pk": Expert.objects.create(step=running(person), person=expert, known_as="Verkehrsplanerin").pk}


def _words(_person: Person) -> dict[str, Any]:
    return WORDS


def _answer(_person: Person) -> dict[str, Any]:
    return {"text": "Auf dem Bock wird es leiser, in der Gartenstraße lauter."}


def _summary(_person: Person) -> dict[str, Any]:
    return {"text": "Dafür: weniger Lärm. Dagegen: Umwege für Lieferungen."}


def _invited(_person: Person) -> dict[str, Any]:
    if not Person.objects.filter(family_name="Sander").exists():
        Person.objects.create(given_name="Heike", family_name="Sander", standing="member")
    return {"name": "Heike Sander", "known_as": "Verkehrsplanerin der Stadt"}


def _nothing(_person: Person) -> dict[str, Any]:
    return {}


CARE: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}

EXAMPLES = (
    Example(url="discussion:argue", access=Access.MEMBERS, arguments=_step, post=_words),
    Example(url="discussion:argument", access=Access.MEMBERS, arguments=_said),
    Example(url="discussion:answer", access=Access.MEMBERS, arguments=_said, post=_answer),
    Example(url="discussion:summary", **CARE, arguments=_step, post=_summary),
    Example(url="discussion:experts", **CARE, arguments=_step, post=_invited),
    Example(url="discussion:dismiss", **CARE, arguments=_expert, post=_nothing),
)
