"""Who acts for whom, and what they did."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from quartier.kernel.assistance.actions import may_record
from quartier.kernel.assistance.models import HERE, Assistance
from quartier.kernel.facts.models import Fact
from quartier.kernel.people.blocks import apart
from quartier.kernel.people.models import Person

MOST_DEEDS = 30


def running() -> QuerySet[Assistance]:
    """What nobody has ended and what hasn't run out; not between two who have nothing to do with one another."""
    found = Assistance.objects.filter(ended=None, until__gte=timezone.localdate()).exclude(apart("person", "helper"))
    return found.select_related("person", "helper", "recorded_by")


def people_helped_in(area: str) -> frozenset[int]:
    """Those for whom somebody acts in this area of life now: others read what reaches them. One query."""
    found = running().filter(person__standing__in=HERE).exclude(accepted=None)
    return frozenset(one.person_id for one in found if area in one.areas and one.counts)


def of_helper(helper: Person) -> list[Assistance]:
    """For whom somebody may act, and who asks them to; at the desk also those who chose the desk."""
    theirs = Q(helper=helper)
    if may_record(helper):
        theirs |= Q(helper=None) & ~Q(person=helper)
    found = running().filter(theirs, person__standing__in=HERE)
    return list(found.order_by("person__given_name", "person__family_name", "pk"))


def of_person(person: Person) -> list[Assistance]:
    """Who may act for somebody, or was asked to."""
    return list(running().filter(person=person).order_by("-since", "-pk"))


def deeds_for(person: Person) -> list[Fact]:
    """What others did in somebody's name, the latest first."""
    facts = Fact.objects.filter(for_person=person).select_related("by", "entry")
    return list(facts.order_by("-at", "-pk")[:MOST_DEEDS])
