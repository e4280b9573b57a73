"""Who may be blocked, and by whom somebody doesn't want to be met."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from quartier.kernel.contact.rules import HERE
from quartier.kernel.people.blocks import Block, hidden_from
from quartier.kernel.people.models import Person
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.residence import CONFIRM


def blocks_of(person: Person) -> QuerySet[Block]:
    """Whom they blocked, the last first."""
    return Block.objects.filter(blocker=person).select_related("blocked").order_by("-since", "-pk")


def somebody_or_404(viewer: Person, pk: int) -> Person:
    """Whom `viewer` meets here. Who blocked them is as little found as somebody who never was here."""
    theirs = hidden_from(viewer) - frozenset(blocks_of(viewer).values_list("blocked", flat=True))
    person = Person.objects.filter(pk=pk, standing__in=HERE).exclude(pk=viewer.pk).first()
    if person is None or person.pk in theirs or not (viewer.is_member or _met(viewer, person)):
        raise Http404
    return person


def _met(viewer: Person, person: Person) -> bool:
    """Guests know those with whom they have a matter, and no others."""
    return viewer.parts.filter(matter__parties__person=person).exists()


def has_duties(person: Person) -> bool:
    """They look after the whole quarter, and go on doing so."""
    return has_power(person, MODERATE) or has_power(person, CONFIRM)
