"""A round for tests: from the question to the point where it is decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from quartier.api import Actor, Person, Role
from quartier.api.processes import Process, Proposal, Step, cast, close_now, open_now
from quartier.api.testing import client_of, neighbour
from quartier.modules.needs.actions import begin_round

NEXT_YEAR: date = timezone.localdate() + timedelta(days=300)


def coordinator(name: str = "Kora") -> Person:
    person = neighbour(name, "Koch")
    person.roles.create(role=Role.COORDINATOR)
    return person


def begun(kora: Person) -> tuple[Process, Step]:
    process = begin_round(by=Actor(kora))
    return process, process.steps.get(kind="gather")


def say(step: Step, person: Person, words: str, *, helps: bool = False) -> Proposal:
    body = {"starter": "miss", "words": words, "text": "", "anyway": "1", **({"helps": "on"} if helps else {})}
    client_of(person).post(f"/gather/{step.pk}/say/", body)
    return Proposal.objects.get(process=step.process_id, title=f"Mir fehlt {words}")


def weighed(process: Process, kora: Person, given: dict[Person, dict[str, Any]]) -> Process:
    """Everything is said; each gives points; the vote is over."""
    by = Actor(kora)
    for words in ("mehr Ruhe", "mehr Licht")[process.proposals.filter(merged_into=None).count() :]:
        say(process.steps.get(kind="gather"), kora, words)  # a vote is about two things at least
    close_now(process.steps.get(kind="gather"), by=by)
    vote = process.steps.get(kind="vote")
    if vote.state == "planned":
        open_now(vote, by=by)
    for person, content in given.items():
        cast(process.steps.get(kind="vote"), by=Actor(person), content=content)
    close_now(process.steps.get(kind="vote"), by=by)
    return Process.objects.get(pk=process.pk)


def key_of(proposal: Proposal) -> str:
    return f"p{proposal.pk}"
