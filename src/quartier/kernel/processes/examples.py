"""Who may open which page of a process."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.contract import Access, Example, Role
from quartier.kernel.entries.sharing import share
from quartier.kernel.groups.models import (
    Organisation,
    OrganisationKind,
    OrganisationMember,
)
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.processes import proposal_examples
from quartier.kernel.processes.example_groups import group_of
from quartier.kernel.processes.kinds import example_process, example_proposal
from quartier.kernel.processes.models import PaperBatch, Process, ProcessState, Step, Who
from quartier.kernel.processes.paper import begin_batch, type_slip
from quartier.kernel.processes.running import close_now, open_now
from quartier.kernel.processes.start_forms import QUESTIONS
from quartier.kernel.roles.models import RoleHolder
from quartier.kernel.terms.process import ENTER_BALLOTS


def kind_with_slip() -> str:
    """`mood` comes with the server and needs no preparing; without it, the first kind that can be voted in."""
    kinds = registry.step_kinds()
    return "mood" if "mood" in kinds else next(slug for slug, kind in sorted(kinds.items()) if kind.ballot)


def planned(owner: Person, **more: Any) -> Process:
    return planned_of_kind(owner, kind_with_slip(), **more)


def planned_of_kind(owner: Person, kind: str, **more: Any) -> Process:
    """The owner's group asks all neighbours; it begins tomorrow."""
    process = example_process(owner, kind)
    process.group = group_of(owner)
    for name, value in more.items():
        setattr(process, name, value)
    process.save()
    process.steps.update(opens=timezone.now() + timedelta(days=1), closes=timezone.now() + timedelta(days=8))
    share(process, by=None)
    return process


def opened(owner: Person) -> Step:
    process = planned(owner)
    step = process.steps.get()
    open_now(step, by=Actor(owner))
    step.refresh_from_db()
    return step


def of_drawn(owner: Person) -> dict[str, Any]:
    """Two neighbours are drawn, of all there are."""
    process = planned(owner, who=Who.SAMPLE, sample_size=2)
    open_now(process.steps.get(), by=Actor(owner))
    return {"pk": process.pk}


def closed(owner: Person) -> Step:
    step = opened(owner)
    close_now(step, by=Actor(owner))
    step.refresh_from_db()
    return step


def of_planned(owner: Person) -> dict[str, Any]:
    return {"pk": planned(owner).pk}


def of_draft(owner: Person) -> dict[str, Any]:
    return {"pk": planned(owner, state=ProcessState.DRAFT).pk}


def of_open(owner: Person) -> dict[str, Any]:
    return {"pk": opened(owner).process_id}


def open_step(owner: Person) -> dict[str, Any]:
    return {"pk": opened(owner).pk}


def of_closed(owner: Person) -> dict[str, Any]:
    return {"pk": closed(owner).process_id}


def planned_step(owner: Person) -> dict[str, Any]:
    return {**of_planned(owner), "order": 1}


def step_that_is_open(owner: Person) -> dict[str, Any]:
    return {**of_open(owner), "order": 1}


def closed_step(owner: Person) -> dict[str, Any]:
    return {**of_closed(owner), "order": 1}


def for_an_office(owner: Person) -> dict[str, Any]:
    """The owner speaks for a public office that somebody confirmed."""
    office = Organisation.objects.create(name="Bezirksamt", kind=OrganisationKind.PUBLIC_OFFICE, is_confirmed=True)
    OrganisationMember.objects.create(organisation=office, person=owner)
    return of_planned(owner)


def own_proposal(owner: Person) -> dict[str, Any]:
    proposal = example_proposal(owner)
    proposal.process.group = group_of(owner)
    proposal.process.save()
    share(proposal, by=Actor(owner))
    return {"pk": proposal.pk}


def pile(owner: Person) -> dict[str, Any]:
    """One slip, which somebody else has typed already."""
    typist = holder_of_keys()
    batch = begin_batch(opened(owner), by=Actor(typist), name="Bäckerei", size=1)
    type_slip(batch, 1, by=Actor(typist), content={"mood": "good"})
    return {"pk": batch.pk}


def typed_twice(owner: Person) -> dict[str, Any]:
    found = pile(owner)
    batch = PaperBatch.objects.get(**found)
    type_slip(batch, 1, by=Actor(holder_of_keys()), content={"mood": "good"})
    return found


def holder_of_keys() -> Person:
    """Another one each time."""
    number = Person.objects.count()
    person = Person.objects.create(given_name="Tilda", family_name=f"Tipper {number}", standing=Standing.MEMBER)
    RoleHolder.objects.create(person=person, role=Role.KEY_HOLDER)
    return person


def slip(_person: Person) -> dict[str, Any]:
    return {"mood": "good"}


def entered(_person: Person) -> dict[str, Any]:
    """Somebody whom the example's opening has counted in, and who is neither the owner nor whoever enters it."""
    elector = Person.objects.filter(given_name="Jonas", family_name="Weber").first()
    return {"mood": "good", "who-name": str(elector or ""), "who-channel": "phone"}


def beginning(owner: Person) -> dict[str, dict[str, Any]]:
    """Step → its answers."""
    said, begins = about(owner), timezone.localtime() + timedelta(days=1)
    return {
        "way": {"template": "mood.ask"},
        "organiser": {"organiser": f"group:{group_of(owner).pk}"},
        "question": {name: said[name] for name in ("title", "question", "text")},
        "who": {"who": said["who"]},
        "where": {"where": ""},
        "when": {"begins": f"{begins:%Y-%m-%dT%H:%M}", "days_1": "7"},
        "answer": {"answer_days": said["answer_days"]},
    }


def asked(step: str) -> Example:
    return Example(
        url="process:ask",
        access=Access.MEMBERS,
        arguments=lambda _owner: {"step": step},
        post=lambda owner: beginning(owner)[step],
    )


def about(_owner: Person) -> dict[str, Any]:
    return {
        "title": "Bänke",
        "question": "Wo fehlen Bänke?",
        "text": "Neu.",
        "who": Who.MEMBERS.value,
        "answer_days": "21",
    }


def other_times(_owner: Person) -> dict[str, Any]:
    now = timezone.localtime()
    return {
        "opens": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}",
        "closes": f"{now + timedelta(days=20):%Y-%m-%dT%H:%M}",
    }


def promise(owner: Person) -> dict[str, Any]:
    office = Organisation.objects.filter(memberships__person=owner).order_by("-pk").first()
    return {
        "office": str(office.pk) if office else "",
        "due": f"{timezone.localtime() + timedelta(days=60):%Y-%m-%dT%H:%M}",
    }


def fate(_owner: Person) -> dict[str, Any]:
    return {"state": "planned", "sentence": "wird gebaut, Frühjahr 2027"}


def feasible(_owner: Person) -> dict[str, Any]:
    return {"feasibility": "feasible", "reasons": "Der Boden trägt."}


def nothing(_person: Person) -> dict[str, Any]:
    return {}


EXAMPLES = (
    Example(url="process:process", access=Access.MEMBERS, arguments=of_open),
    Example(url="process:step", access=Access.MEMBERS, arguments=closed_step),
    Example(url="process:electorate", access=Access.MEMBERS, arguments=of_open),
    Example(url="process:lots", access=Access.MEMBERS, arguments=of_drawn),
    Example(url="process:protocol", access=Access.MEMBERS, arguments=closed_step),
    Example(url="process:pdf", access=Access.MEMBERS, arguments=closed_step),
    Example(url="process:csv", access=Access.MEMBERS, arguments=closed_step),
    Example(url="process:json", access=Access.MEMBERS, arguments=closed_step),
    Example(url="process:new", access=Access.MEMBERS),
    *map(asked, QUESTIONS),
    Example(url="process:ask", access=Access.MEMBERS, arguments=lambda _owner: {"step": "check"}),
    Example(url="process:pick", access=Access.SIGNED_IN),
    Example(url="process:where", access=Access.OWNER, arguments=of_planned, post=nothing),
    Example(url="process:manage", access=Access.OWNER, arguments=of_planned),
    Example(url="process:edit", access=Access.OWNER, arguments=of_planned, post=about),
    Example(url="process:announce", access=Access.OWNER, arguments=of_draft, post=nothing),
    Example(
        url="process:end",
        access=Access.OWNER,
        arguments=of_open,
        post=lambda _owner: {"reason": "Es wird nicht gebaut."},
    ),
    Example(url="process:times", access=Access.OWNER, arguments=planned_step, post=other_times),
    Example(
        url="process:options", access=Access.OWNER, arguments=planned_step, post=lambda _owner: {"statement": "Gut?"}
    ),
    Example(url="process:open", access=Access.OWNER, arguments=planned_step, post=nothing),
    Example(url="process:close", access=Access.OWNER, arguments=step_that_is_open, post=nothing),
    Example(url="process:adopt", access=Access.OWNER, arguments=for_an_office, post=promise),
    Example(
        url="process:answer",
        access=Access.OWNER,
        arguments=of_closed,
        post=lambda _owner: {"text": "Drei Bänke kommen."},
    ),
    Example(url="process:cast", access=Access.MEMBERS, arguments=open_step, post=slip),
    Example(url="process:enter", access=Access.POWER, power=ENTER_BALLOTS, arguments=open_step, post=entered),
    Example(
        url="process:paper",
        access=Access.POWER,
        power=ENTER_BALLOTS,
        arguments=open_step,
        post=lambda _person: {"name": "Bäckerei", "size": "12"},
    ),
    Example(
        url="process:give",
        access=Access.POWER,
        power=ENTER_BALLOTS,
        arguments=open_step,
        post=lambda _person: {"name": "Jonas Weber"},
    ),
    Example(
        url="process:batch",
        access=Access.POWER,
        power=ENTER_BALLOTS,
        arguments=pile,
        post=lambda _person: {"number": "1", "mood": "no"},
    ),
    Example(url="process:count", access=Access.POWER, power=ENTER_BALLOTS, arguments=typed_twice, post=nothing),
    Example(url="process:drop", access=Access.POWER, power=ENTER_BALLOTS, arguments=pile, post=nothing),
    Example(url="process:fate", access=Access.OWNER, arguments=own_proposal, post=fate),
    Example(url="process:check", access=Access.OWNER, arguments=own_proposal, post=feasible),
    *proposal_examples.EXAMPLES,
)
