"""Finding matters. Only their parties ever do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from quartier.kernel.contact.rules import HERE
from quartier.kernel.entries.models import Entry
from quartier.kernel.matters.models import OVER, Matter, Party
from quartier.kernel.people.acting import may_touch
from quartier.kernel.people.models import Person

MOST_IN_A_ROW = 200


def matters_of(person: Person, *, kind: str = "", open_only: bool = False) -> QuerySet[Matter]:
    """What somebody has going on with others, the latest first. `open_only`: not what is over."""
    parties = Prefetch("parties", Party.objects.select_related("person"))
    found = Matter.objects.filter(parties__person=person, parties__left=None).prefetch_related(parties)
    if not may_touch(person, "matters"):
        return found.none()
    if kind:
        found = found.filter(kind=kind)
    if open_only:
        found = found.exclude(state__in=OVER)
    return found.order_by("-changed", "-pk")


def matter_or_404(person: Person | None, pk: int) -> Matter:
    """The matter, for its parties: to everybody else there is none."""
    if person is None or person.standing not in HERE:
        raise Http404
    matter = matters_of(person).select_related("about__place").filter(pk=pk).first()
    if matter is None:
        raise Http404
    return matter


def said_in_a_row(matter: Matter, person: Person) -> list[datetime]:
    """When somebody wrote, newest first, since anybody else last did anything here."""
    said: list[datetime] = []
    for author, event, at in matter.messages.order_by("-pk").values_list("author", "event", "at")[:MOST_IN_A_ROW]:
        if author != person.pk:
            break
        if event == "":
            said.append(at)
    return said


def running_matter(kind: str, about: Entry | None, title: str, people: Iterable[Person]) -> Matter | None:
    """The matter that these people and no others already have about this (or of this title), if it isn't over."""
    wanted = {person.pk for person in people}
    found = Matter.objects.filter(kind=kind, about=about, parties__person_id=min(wanted), parties__left=None)
    if about is None:
        found = found.filter(title=title)
    for matter in found.exclude(state__in=OVER).prefetch_related("parties__person").order_by("pk"):
        if {party.person_id for party in matter.here() if party.decides} == wanted:
            return matter
    return None
