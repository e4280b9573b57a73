"""An example for each address: the suites over all modules open and post them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from quartier.api import Access, Actor, Example, Person, share
from quartier.api.processes import (
    START_PROCESS,
    Origin,
    Proposal,
    ProposalAuthor,
    Step,
    StepState,
    cast,
    lock_step,
    step_for_example,
)
from quartier.steps.budget.actions import count_budget, open_budget
from quartier.steps.budget.terms import SLUG, BudgetOptions

PROJECTS = (("Bänke am Lindenplatz", 300_000), ("Trinkbrunnen", 450_000), ("Hochbeete", 150_000), ("Lesekiste", 80_000))
MONEY = 600_000
FILE = "\n".join(
    (
        "META", "key;value", "description;Fonds", "budget;5000", "vote_type;approval",
        "PROJECTS", "project_id;cost;name", "1;3000;Bank", "2;4000;Baum", "VOTES", "voter_id;vote",
    )
)  # fmt: skip


def prepare(step: Step, person: Person) -> None:
    """What a budget vote needs to be opened and looked at: money and projects."""
    step.options = asdict(BudgetOptions(money_cents=MONEY))
    step.save(update_fields=["options"])
    for title, cost in PROJECTS:
        a_project(step, person, title, cost)


def a_project(step: Step, person: Person, title: str, cost: int, **more: Any) -> Proposal:
    """The organiser's own."""
    said = {"origin": Origin.ORGANISER, **more}
    proposal = Proposal.objects.create(author=person, process=step.process, title=title, cost_cents=cost, **said)
    ProposalAuthor.objects.create(proposal=proposal, person=person)
    share(proposal, by=None)
    return proposal


def a_budget(person: Person, **chosen: Any) -> Step:
    """Planned, in a process of the whole quarter."""
    step = step_for_example(person, SLUG, title="Quartiersfonds", question="Was kaufen wir von den 6.000 Euro?")
    prepare(step, person)
    step.options = {**step.options, **chosen}
    step.save(update_fields=["options"])
    return step


def an_open_budget(person: Person, **chosen: Any) -> Step:
    step = a_budget(person, **chosen)
    open_budget(step)
    step.state = StepState.OPEN
    step.save(update_fields=["state"])
    share(step.process, by=None)
    return step


def a_closed_budget(person: Person, **chosen: Any) -> Step:
    """Six voted, the person among them."""
    step = an_open_budget(person, **chosen)
    first, second, *_rest = (
        f"p{number}" for number in step.process.proposals.order_by("pk").values_list("pk", flat=True)
    )
    others = [Person.objects.create(given_name=f"N{n}", family_name="Beispiel", standing="member") for n in range(5)]
    for one in (person, *others):
        cast(step, by=Actor(one), content={first: 1, second: 1})
    step = lock_step(step)
    step.state, step.closed, step.tally = StepState.CLOSED, timezone.now(), count_budget(step)
    step.save(update_fields=["state", "closed", "tally"])
    share(step.process, by=None)
    return step


def _planned(person: Person) -> dict[str, Any]:
    return {"pk": a_budget(person).pk}


def _open(**chosen: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda person: {"pk": an_open_budget(person, **chosen).pk}


def _closed(person: Person) -> dict[str, Any]:
    return {"pk": a_closed_budget(person).pk}


def _body(**said: Any) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: said


def _ticks(_person: Person) -> dict[str, Any]:
    """The first two that stand on the latest ballot paper."""
    step = Step.objects.filter(kind=SLUG).latest("pk")
    keys = [f"p{number}" for number in step.process.proposals.order_by("pk").values_list("pk", flat=True)[:2]]
    return {"ticks": keys}


MANAGED: dict[str, Any] = {"access": Access.POWER, "power": START_PROCESS}

EXAMPLES = (
    Example(url="budget:cast", access=Access.MEMBERS, arguments=_open(), post=_ticks),
    Example(url="budget:cast", access=Access.MEMBERS, arguments=_open(sort="points"), post=_body()),
    Example(url="budget:cast", access=Access.MEMBERS, arguments=_open(sort="ranking"), post=_body()),
    Example(url="budget:mine", access=Access.MEMBERS, arguments=_closed),
    Example(url="budget:file", access=Access.MEMBERS, arguments=_closed),
    Example(url="budget:set_up", arguments=_planned, **MANAGED),
    Example(url="budget:money", arguments=_planned, post=_body(money_cents="7.000"), **MANAGED),
    Example(url="budget:sort", arguments=_planned, post=_body(sort="cart", most="5"), **MANAGED),
    Example(url="budget:rule", arguments=_planned, post=_body(rule="greedy", utility="cost"), **MANAGED),
    Example(
        url="budget:project",
        arguments=_planned,
        post=_body(title="Ein Schaukasten", text="Am Eingang.", cost_cents="900"),
        **MANAGED,
    ),
    Example(url="budget:try", arguments=_planned, post=_ticks, **MANAGED),
    Example(url="budget:slip", arguments=_planned, **MANAGED),
    Example(url="budget:upload", arguments=_planned, **MANAGED),
    Example(url="budget:take", arguments=_planned, post=_body(projects=FILE), **MANAGED),
)
