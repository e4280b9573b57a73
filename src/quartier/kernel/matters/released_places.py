"""Where to go: an exact place is seen by nobody until its owner releases it to the others of one matter."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.matters.models import Event, Matter, MatterState, PlaceRelease
from quartier.kernel.matters.steps import announce, lock, must_decide, must_not_be_alone, note
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.places.actions import exact_address
from quartier.kernel.places.models import Address, Place
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.matters import MATTER_PLACE

LONGEST = timedelta(days=30)


@transaction.atomic
def release_place(matter: Matter, *, by: Actor, place: Place) -> PlaceRelease:
    """Lets the others of this matter see the exact place, until it ends or the owner takes it back."""
    matter = lock(matter, by=by)
    there = open_releases(matter).filter(owner=by.subject, place=place).first()
    if there:
        return there
    must_decide(matter, by)
    must_not_be_alone(matter, by)
    if matter.state != MatterState.AGREED:
        raise Refused(_("First agree on what you will do; then say where."))
    if place not in places_of(by.subject, matter):
        raise Refused(_("You can release only a place of your own."))
    release = PlaceRelease.objects.create(matter=matter, owner=by.subject, place=place)
    note(matter, Event.PLACE_RELEASED, by=by)
    announce(matter, MATTER_PLACE, by=by)
    return release


@transaction.atomic
def withdraw_place(matter: Matter, *, by: Actor, place: Place) -> None:
    """Takes it back: from now on the others don't see it any more."""
    matter = lock(matter, by=by)
    if open_releases(matter).filter(owner=by.subject, place=place).update(withdrawn=timezone.now()):
        note(matter, Event.PLACE_WITHDRAWN, by=by)


@transaction.atomic
def withdraw_old_places(now: datetime) -> int:
    """Takes back what was forgotten, a month after it was released; a job runs it. Returns how many."""
    return PlaceRelease.objects.filter(withdrawn=None, released__lt=now - LONGEST).update(withdrawn=now)


def withdraw_places_of(person: Person | None, matter: Matter) -> None:
    """All of one party's; with None everybody's. Within the caller's transaction."""
    releases = open_releases(matter)
    (releases.filter(owner=person) if person else releases).update(withdrawn=timezone.now())


def open_releases(matter: Matter) -> QuerySet[PlaceRelease]:
    return matter.releases.filter(withdrawn=None)


def places_of(person: Person, matter: Matter) -> list[Place]:
    """The places that somebody may release here: the one they named in what the matter is about, and their home.

    Never any place by its number: else whoever releases a stranger's blurred place to a friend would learn the house.
    """
    own = Q(guarded_address__household__in=Address.objects.filter(residents=person).values("household"))
    if matter.about and matter.about.author_id == person.pk:
        own |= Q(pk=matter.about.place_id)
    return list(Place.objects.filter(own).select_related("guarded_address").order_by("pk"))


def where(release: PlaceRelease, *, by: Actor) -> str:
    """The released place in words. A house counts among the few that somebody is shown within a day."""
    if not release.place.is_blurred:
        return release.place.label
    if release.owner_id == by.subject.pk:
        return str(release.place.guarded_address)
    try:
        return str(exact_address(release.place, by=by, of=release.owner, url=release.matter.url))
    except Refused as refusal:
        return str(refusal.message)
