"""The people of these tests, and a round of theirs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from quartier.api import CHILD_UNDER, CONSENT_UNDER, YOUNG_UNDER, Actor, Person
from quartier.api.processes import Process, Proposal, Step, choose_for_young, propose_to, round_for_example
from quartier.api.testing import neighbour
from quartier.kernel.people.ages import years_before
from quartier.kernel.people.guardians import Guardianship

AGES = (CHILD_UNDER, CONSENT_UNDER, YOUNG_UNDER)


def born(age: int, *, days: int = 0) -> date:
    """Of somebody who turns `age` today; `days` later for who turns it in so many days."""
    return years_before(timezone.localdate(), age) + timedelta(days=days)


def young(name: str, age: int, *, days: int = 0, guardian: bool = True) -> Person:
    person = neighbour(name, "Jung")
    Person.objects.filter(pk=person.pk).update(birth_date=born(age, days=days))
    person.refresh_from_db()
    if guardian and person.needs_guardian:
        Guardianship.objects.create(child=person, guardian=neighbour(f"Eva {name}", "Jung"))
    return person


def carer(name: str = "Jule") -> Person:
    return choose_for_young(neighbour(name, "Jansen"))


def a_round(jule: Person, kind: str = "mood", **ages: Any) -> Step:
    return round_for_example(jule, kind, **ages)


def an_idea(step: Step, person: Person, title: str = "Ein Dach ueber der Skate-Ecke") -> Proposal:
    Step.objects.filter(pk=step.pk).update(is_for_all=True)
    return propose_to(Step.objects.select_related("process").get(pk=step.pk), by=Actor(person), title=title)


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def process_of(step: Step) -> Process:
    return Process.objects.get(pk=step.process_id)
