"""Asking, approving and reading in an emergency. Each step stands in a log that key holders and those concerned read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Audience
from quartier.kernel.emergency.models import OPEN_FOR, Opening
from quartier.kernel.entries.models import Entry
from quartier.kernel.guarded.models import Guarded, Why
from quartier.kernel.guarded.reading import note_read
from quartier.kernel.matters.models import Matter
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import key_holders
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.data import EMERGENCY, GLASS_ASKED, GLASS_BROKEN

SHORTEST, LONGEST = 20, 500


@dataclass(frozen=True)
class Opened:
    """What the two may read, as long as it is open."""

    matters: list[Matter]
    entries: list[Entry]


@transaction.atomic
def ask_opening(first: Person, second: Person | None, *, by: Actor, reason: str) -> Opening:
    """Tells all other key holders. Pressing twice asks once."""
    me = _key_holder(by)
    if second == first or me in (first, second):
        raise Refused(_("This is for conversations of others, between two different people."), "second")
    reason = " ".join(reason.split())
    if not SHORTEST <= len(reason) <= LONGEST:
        raise Refused(_("Please say in a sentence or two what the emergency is."), "reason")
    others = key_holders().exclude(pk__in=[person.pk for person in (me, first, second) if person])
    if not others.exists():
        raise Refused(
            _(
                "It takes a second key holder who isn't part of it, and there is none. Give the keys to somebody else first."
            )
        )
    there = Opening.objects.filter(first=first, second=second, asked_by=me, approved=None, closed=None)
    if (opening := there.first()) and opening.is_waiting:
        return opening
    opening = Opening.objects.create(first=first, second=second, reason=reason, asked_by=me)
    tell(others, GLASS_ASKED, by=me, url=reverse("emergency:opening", kwargs={"pk": opening.pk}))
    return opening


@transaction.atomic
def approve_opening(opening: Opening, *, by: Actor) -> None:
    """Opens it for two hours and tells everybody whose conversation it is; who and why stands in the log that they see."""
    me = _key_holder(by)
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if me in (opening.asked_by, opening.first, opening.second):
        raise Refused(_("Somebody else has to approve this: neither who asked nor who is part of it."))
    if opening.approved is not None:
        return
    if not opening.is_waiting:
        raise Refused(_("This has run out or was refused. It has to be asked for anew."))
    opening.approved, opening.approved_by, opening.ends = timezone.now(), me, timezone.now() + OPEN_FOR
    opening.save(update_fields=["approved", "approved_by", "ends"])
    concerned = {person.pk: person for matter in matters_in(opening) for person in ever_in(matter)}
    concerned.update({person.pk: person for person in opening.subjects})
    tell(concerned.values(), GLASS_BROKEN, url=reverse("mydata:seen"), once=str(opening.pk))


@transaction.atomic
def close_opening(opening: Opening, *, by: Actor) -> None:
    """Refused, taken back or no longer needed: any key holder may whom it isn't about."""
    if _key_holder(by) in opening.subjects:
        raise Refused(_("This is about you, so others decide about it."))
    Opening.objects.filter(pk=opening.pk, closed=None).update(closed=timezone.now())


@transaction.atomic
def read_opening(opening: Opening, *, by: Actor) -> Opened:
    """For the two who opened it, while it is open. Written down for everybody whose conversation it is."""
    me = _key_holder(by)
    if not opening.is_open or me not in (opening.asked_by, opening.approved_by):
        return Opened([], [])
    opened = Opened(matters_in(opening), _protected(opening))
    for matter in opened.matters:
        for person in ever_in(matter):
            note_read(person, Guarded.MATTER, by=by, why=Why.BREAK_GLASS, thing=f"matter:{matter.pk}")
    for entry in opened.entries:
        note_read(opening.first, Guarded.CIRCLE, by=by, why=Why.BREAK_GLASS, thing=f"entry:{entry.pk}")
    return opened


def ever_in(matter: Matter) -> list[Person]:
    """Also who has left it since: what they wrote is read, too."""
    return [party.person for party in matter.parties.all() if party.person]


def openings_for(me: Person) -> QuerySet[Opening]:
    """The log. Whom a question is about isn't warned by it: they learn of it once it is approved."""
    about_me = Q(first=me) | Q(second=me)
    known = Opening.objects.exclude(about_me & Q(approved=None))
    return known.select_related("first", "second", "asked_by", "approved_by")


def matters_in(opening: Opening) -> list[Matter]:
    if opening.second is None:
        return []
    shared = Matter.objects.filter(parties__person=opening.first).filter(parties__person=opening.second)
    return list(shared.distinct().prefetch_related("parties__person", "messages__author").order_by("-pk"))


def openings_of(person: Person) -> QuerySet[Opening]:
    """What was opened of somebody, and by whom: for themselves."""
    mine = Opening.objects.filter(Q(first=person) | Q(second=person), approved__isnull=False)
    return mine.select_related("first", "second", "asked_by", "approved_by")


def _protected(opening: Opening) -> list[Entry]:
    if opening.second is not None:
        return []
    return list(Entry.objects.filter(author=opening.first, audience=Audience.CIRCLE).order_by("-pk"))


def _key_holder(by: Actor) -> Person:
    require(by, EMERGENCY)
    if by.for_person is not None:
        raise Refused(_("Only for yourself, not for somebody else."))
    return by.person
