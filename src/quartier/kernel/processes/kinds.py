"""What processes and proposals look like in every window."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Audience, Card, Kind
from quartier.kernel.people.ages import CHILD_UNDER
from quartier.kernel.people.models import Person
from quartier.kernel.processes.area import words_to_find
from quartier.kernel.processes.models import Process, ProcessState, Step, StepState, Who
from quartier.kernel.processes.proposal_models import Proposal, ProposalAuthor

AUDIENCES = {Who.PUBLIC: Audience.PUBLIC, Who.MEMBERS: Audience.MEMBERS, Who.SAMPLE: Audience.MEMBERS}


def card_of_process(process: Process) -> Card | None:
    if process.state == ProcessState.DRAFT:
        return None
    return Card(
        title=process.title,
        text=process.question,
        url=process.url,
        author=None,  # it is the group's, the organisation's or the quarter's, and stays when somebody goes
        organisation=process.organisation,
        place=process.place,
        starts=_next_date(process),
        search=f"{process.text} {words_to_find(process)}".strip(),
        **audience_of(process),
    )


def card_of_proposal(proposal: Proposal) -> Card | None:
    process = proposal.process
    if process.state == ProcessState.DRAFT or proposal.withdrawn is not None or proposal.merged_into_id is not None:
        return None
    return Card(
        title=proposal.title,
        text=proposal.text,
        url=proposal.url,
        author=proposal.author,
        place=proposal.place,
        search=process.title,
        **audience_of(process),
    )


def audience_of(process: Process) -> dict[str, Any]:
    """Whom a process concerns. A group's that is gone is seen by those who could decide in it."""
    if process.who == Who.GROUP and process.group is not None:
        return {"audience": Audience.GROUP, "group": process.group}
    if process.who == Who.ORGANISATION and process.organisation is not None:
        return {"audience": Audience.ORGANISATION}
    if process.is_for_young:
        return {"audience": room_of(process)}
    if process.who in {Who.GROUP, Who.ORGANISATION}:
        people = Person.objects.filter(pk__in=process.electors.values("person")).order_by("pk")
        return {"audience": Audience.PARTIES, "parties": tuple(people)}
    return {"audience": AUDIENCES[Who(process.who)]}


def room_of(process: Process) -> Audience:
    """Children don't meet teenagers where it is about one of the two alone."""
    if process.age_to is not None and process.age_to < CHILD_UNDER:
        return Audience.CHILDREN
    return Audience.TEENS if process.age_from is not None and process.age_from >= CHILD_UNDER else Audience.YOUNG


def _next_date(process: Process) -> datetime | None:
    """Until when one can have a say now, or when it begins."""
    if process.state not in {ProcessState.PLANNED, ProcessState.RUNNING}:
        return None
    for step in process.steps.order_by("order"):
        if step.state == StepState.OPEN:
            return step.closes
        if step.state == StepState.PLANNED:
            return step.opens
    return None


def example_process(person: Person, kind: str = "") -> Process:
    """Announced, and begun tomorrow."""
    process = Process.objects.create(
        author=person,
        title="Bänke am Lindenplatz",
        question="Wo fehlen Bänke, und wo stören sie?",
        text="Der Lindenplatz wird im Frühjahr neu gepflastert. Dabei können Bänke dazukommen.",
        state=ProcessState.PLANNED,
        seed="0" * 32,
    )
    if kind:
        now = timezone.now()
        Step.objects.create(process=process, kind=kind, order=1, opens=now, closes=now + timedelta(days=14))
    return process


def step_for_example(
    person: Person,
    kind: str,
    *,
    title: str,
    question: str,
    days: int = 14,
    state: str = StepState.PLANNED,
    **of_step: Any,
) -> Step:
    """For examples: the only step of an announced process, in which everybody of the quarter may have a say."""
    from quartier.kernel.entries.sharing import share

    now, is_begun = timezone.now(), state != StepState.PLANNED
    process = Process.objects.create(
        author=person,
        title=title,
        question=question,
        state=ProcessState.RUNNING if is_begun else ProcessState.PLANNED,
        seed="0" * 32,
    )
    times = {"opens": now, "closes": now + timedelta(days=days), "opened": now if is_begun else None}
    step = Step.objects.create(process=process, kind=kind, order=1, state=state, is_for_all=True, **times, **of_step)
    share(process, by=None)
    return step


def example_proposal(person: Person) -> Proposal:
    from quartier.kernel.entries.sharing import share

    process = example_process(person)
    share(process, by=None)
    proposal = Proposal.objects.create(
        author=person, process=process, title="Eine Bank unter der Linde", text="Im Schatten, mit Lehne."
    )
    ProposalAuthor.objects.create(proposal=proposal, person=person)
    return proposal


KINDS: tuple[Kind[Any], ...] = (
    Kind(
        name="process.process",
        label=_("Have a say"),
        plural=_("Having a say"),
        model=Process,
        card=card_of_process,
        example=example_process,
        icon="messages-square",
        tone="violet",
        action=_("Have a look"),
    ),
    Kind(
        name="process.proposal",
        label=_("Proposal"),
        plural=_("Proposals"),
        model=Proposal,
        card=card_of_proposal,
        example=example_proposal,
        icon="lightbulb",
        tone="violet",
        action=_("Have a look"),
    ),
)
