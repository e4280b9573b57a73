"""An example for each address of a proposal."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from quartier.kernel import registry
from quartier.kernel.contract import Access, Example
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.processes.example_groups import group_of
from quartier.kernel.processes.kinds import example_process
from quartier.kernel.processes.merging import merge_proposal
from quartier.kernel.processes.models import ProcessState, StepState
from quartier.kernel.processes.proposal_models import Proposal, ProposalAuthor, Support
from quartier.kernel.processes.proposal_page import OPEN_TO_SUPPORT
from quartier.kernel.processes.proposals import count_support, withdraw_proposal

TITLE = "Eine Bank unter der Linde"


def proposed(owner: Person, title: str = TITLE, like: Proposal | None = None) -> Proposal:
    """In a process of the owner's group whose first step is open to everybody."""
    if like is None:
        kind = next(slug for slug, one in sorted(registry.step_kinds().items()) if one.word in OPEN_TO_SUPPORT)
        process = example_process(owner, kind)
        process.group = group_of(owner)
        process.state = ProcessState.RUNNING
        process.save()
        process.steps.update(state=StepState.OPEN, is_for_all=True)
        share(process, by=None)
    proposal = Proposal.objects.create(author=owner, process=like.process if like else process, title=title)
    ProposalAuthor.objects.create(proposal=proposal, person=owner)
    share(proposal, by=Actor(owner))
    return proposal


def own(owner: Person) -> dict[str, Any]:
    return {"pk": proposed(owner).pk}


def supported(owner: Person) -> dict[str, Any]:
    """By every neighbour, so that each of them has something to take back."""
    proposal = proposed(owner)
    neighbours = Person.objects.filter(standing=Standing.MEMBER)
    Support.objects.bulk_create(Support(proposal=proposal, person=person) for person in neighbours)
    count_support(proposal)
    return {"pk": proposal.pk}


def withdrawn(owner: Person) -> dict[str, Any]:
    proposal = proposed(owner)
    withdraw_proposal(proposal, by=Actor(owner))
    return {"pk": proposal.pk}


def beside_another(owner: Person) -> dict[str, Any]:
    first = proposed(owner, "Bank in den Schatten")
    return {"pk": proposed(owner, like=first).pk}


def merged(owner: Person) -> dict[str, Any]:
    proposal = proposed(owner)
    merge_proposal(proposal, into=proposed(owner, "Bank in den Schatten", like=proposal), by=Actor(owner))
    return {"pk": proposal.pk}


def the_other(_owner: Person) -> dict[str, Any]:
    other = Proposal.objects.filter(title="Bank in den Schatten").order_by("pk").last()
    return {"into": str(other.pk if other else "")}


def photo(_owner: Person) -> dict[str, Any]:
    target = BytesIO()
    Image.new("RGB", (40, 30), "seagreen").save(target, "PNG")
    return {"photo": SimpleUploadedFile("Bank.png", target.getvalue()), "alt": "Eine Bank"}


def words(_owner: Person) -> dict[str, Any]:
    return {"title": "Zwei Bänke unter der Linde", "text": "Mit Lehne.", "where": ""}


def nothing(_owner: Person) -> dict[str, Any]:
    return {}


EXAMPLES = (
    Example(url="process:proposal", access=Access.MEMBERS, arguments=own),
    Example(url="process:support", access=Access.MEMBERS, arguments=own, post=nothing),
    Example(url="process:unsupport", access=Access.MEMBERS, arguments=supported, post=nothing),
    Example(url="process:change", access=Access.OWNER, arguments=own, post=words),
    Example(url="process:withdraw", access=Access.OWNER, arguments=own, post=nothing),
    Example(url="process:put_back", access=Access.OWNER, arguments=withdrawn, post=nothing),
    Example(url="process:add_photo", access=Access.OWNER, arguments=own, post=photo),
    Example(url="process:merge", access=Access.OWNER, arguments=beside_another, post=the_other),
    Example(url="process:part", access=Access.OWNER, arguments=merged, post=nothing),
)
