"""Those without a device: who acts for them, how news reach them, and that somebody else's hand wrote what is theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.assistance.areas import areas
from quartier.kernel.assistance.bearing import take_down
from quartier.kernel.assistance.models import Assistance, Bearer, Confidant, Given, Way
from quartier.kernel.comments.models import Comment
from quartier.kernel.entries.models import Entry
from quartier.kernel.facts.models import Fact
from quartier.kernel.matters.models import Message
from quartier.kernel.notifications.actions import tell
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.terms.comments import COMMENTED
from quartier.kernel.terms.matters import MATTER_OPENED
from quartier.project.demo.people import COORDINATOR, RESIDENT

HELPERS = {"Erika Sauer": RESIDENT, "Konrad Albers": COORDINATOR}  # for everybody else without a device: the desk
CALLED = {"Erika Sauer": "07032 55510", "Waltraud Köhler": "07032 55517"}
CONFIDES = ("Ursula Lindner", RESIDENT)


def help_one_another() -> None:
    people = {person.full_name: person for person in Person.objects.all()}
    now = timezone.now()
    for person in Person.objects.filter(
        account=None, standing=Standing.MEMBER, birth_date__lt=now - timedelta(365 * 70)
    ):
        _let_act(person, people.get(HELPERS.get(person.full_name, "")), people[COORDINATOR], now)
    confiding, confidant = people[CONFIDES[0]], people[CONFIDES[1]]
    Confidant.objects.create(
        person=confiding,
        confidant=confidant,
        sorts=["money", "matters"],
        given=Given.ACCOUNT,
        recorded_by=confiding,
        accepted=now,
    )


def _let_act(person: Person, helper: Person | None, desk: Person, now: datetime) -> None:
    since = now - timedelta(days=120)
    Assistance.objects.create(
        person=person,
        helper=helper,
        areas=[area.name for area in areas()],
        given=Given.SPOKEN if helper else Given.PAPER,
        recorded_by=desk,
        since=since,
        accepted=since,
        until=(now + timedelta(days=245)).date(),
    )
    phone = CALLED.get(person.full_name, "")
    if phone:
        Person.objects.filter(pk=person.pk).update(phone=phone)
    Bearer.objects.create(
        person=person, helper=helper, way=Way.PHONE if phone else Way.LETTER, recorded_by=desk, since=since
    )
    _note_hand(person, helper or desk)
    for entry in Entry.objects.filter(author=person).order_by("-published")[:2]:
        notice = COMMENTED if entry.kind.startswith("board.") else MATTER_OPENED
        tell([person], notice, entry, by=Person.objects.get(given_name="Fatma", family_name="Çelik"))
    take_down(person, list(Notification.objects.filter(person=person, read=None)), "")


def _note_hand(person: Person, hand: Person) -> None:
    """What they wrote, somebody typed: as the actions would have noted it."""
    for model in {kind.model for kind in registry.kinds().values()}:
        model._default_manager.filter(author=person, organisation=None).update(written_by=hand)
    Entry.objects.filter(author=person, organisation=None).update(written_by=hand)
    Comment.objects.filter(author=person).update(written_by=hand)
    Message.objects.filter(author=person).update(written_by=hand)
    Fact.objects.filter(by=person, for_person=None).update(by=hand, for_person=person)
