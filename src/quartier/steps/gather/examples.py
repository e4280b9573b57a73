"""An example for each address: the suites over all kinds of step open and post them."""

from typing import Any

from quartier.api import Access, Example, Person, share
from quartier.api.processes import ENTER_BALLOTS, START_PROCESS, Origin, Proposal, Step, StepState, step_for_example

WORDS = {"starter": "miss", "words": "eine Bank an der Haltestelle", "text": "", "anyway": "1"}


def prepare(step: Step, person: Person) -> None:
    """What somebody said already."""
    _said(step, person, "Mir fehlt ein Ort zum Werkeln")


def an_open_step(person: Person) -> Step:
    title, question = "Was braucht unser Quartier?", "Was fehlt dir hier, und was könntest du?"
    return step_for_example(person, "gather", title=title, question=question, state=StepState.OPEN)


def _said(step: Step, person: Person, title: str) -> Proposal:
    need = Proposal.objects.create(author=person, process=step.process, title=title)
    need.authors.create(person=person)
    share(need, by=None)
    return need


def _open(person: Person) -> dict[str, Any]:
    step = an_open_step(person)
    _said(step, person, "Mir fehlt ein Ort zum Werkeln")
    _said(step, person, "Eine Werkstatt zum Werkeln wäre schön")
    return {"pk": step.pk}


def _need(person: Person) -> dict[str, Any]:
    step = an_open_step(person)
    return {"pk": step.pk, "need": _said(step, person, "Mir fehlt ein Ort zum Werkeln").pk}


def _some_two(_person: Person) -> dict[str, Any]:
    newest = Proposal.objects.filter(merged_into=None).order_by("-pk")[:2]
    return {"needs": [str(one.pk) for one in newest], "title": "Werkstatt"}


def _grouped(person: Person) -> dict[str, Any]:
    arguments = _open(person)
    step = Step.objects.get(pk=arguments["pk"])
    group = Proposal.objects.create(author=person, process=step.process, title="Werkstatt", origin=Origin.ORGANISER)
    group.authors.create(person=person)
    share(group, by=None)
    need = step.process.proposals.exclude(pk=group.pk).order_by("pk")[0]
    need.merged_into = group
    need.save()
    share(need, by=None)
    return {**arguments, "need": need.pk}


def _by_telephone(person: Person) -> dict[str, Any]:
    """Of somebody of whose name there is one alone."""
    number = Person.objects.count()
    caller = Person.objects.create(given_name="Rosa", family_name=f"Ruft {number}", standing="member")
    return {"channel": "phone", "name": str(caller), **WORDS}


MANAGED: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}

EXAMPLES = (
    Example(url="gather:say", access=Access.MEMBERS, arguments=_open, post=lambda _person: WORDS, repeats=True),
    Example(url="gather:me_too", access=Access.MEMBERS, arguments=_need, post=lambda _person: {"on": "1"}),
    Example(url="gather:help", access=Access.MEMBERS, arguments=_need, post=lambda _person: {"on": "1"}),
    Example(
        url="gather:enter", access=Access.POWER, power=ENTER_BALLOTS, arguments=_open, repeats=True,
        post=_by_telephone,
    ),
    Example(url="gather:group", arguments=_open, post=_some_two, repeats=True, **MANAGED),
    Example(url="gather:take_out", arguments=_grouped, post=lambda _person: {}, **MANAGED),
    Example(url="gather:slips", access=Access.MEMBERS, arguments=_open),
)  # fmt: skip
