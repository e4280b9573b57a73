"""For examples and tests: somebody who looks after the young people's space, and a round of theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.models import Process, ProcessState, Step, Who
from quartier.kernel.processes.running import open_now
from quartier.kernel.roles.models import CustomRole, RoleHolder, RolePower
from quartier.kernel.roles.powers import forget_powers
from quartier.kernel.terms.young import YOUNG_CARE

ROLE = "young-care"


def choose_for_young(person: Person) -> Person:
    """As if key holders had chosen them."""
    CustomRole.objects.get_or_create(slug=ROLE, defaults={"name": "Raum für junge Leute"})
    RolePower.objects.get_or_create(role=ROLE, power=YOUNG_CARE.name, defaults={"is_granted": True})
    RoleHolder.objects.get_or_create(person=person, role=ROLE)
    forget_powers(person)
    return person


def round_for_example(person: Person, kind: str, *, is_open: bool = True, **of_process: Any) -> Step:
    """Its only step; `person` looks after it."""
    choose_for_young(person)
    now = timezone.now()
    process = Process.objects.create(
        author=person, title="Die Skate-Ecke am Kanal", question="Was soll mit der Skate-Ecke passieren?",
        who=Who.YOUNG, state=ProcessState.PLANNED, seed="0" * 32, **{"age_to": 17, **of_process},
    )  # fmt: skip
    step = Step.objects.create(process=process, kind=kind, order=1, opens=now, closes=now + timedelta(days=14))
    share(process, by=None)
    if is_open:
        open_now(step, by=Actor(person))
        step.refresh_from_db()
    return step
