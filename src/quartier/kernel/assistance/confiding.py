"""Confidants: somebody whom a person trusts gets a copy of some of what reaches them, because both want it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.assistance.actions import KIND, require_meets
from quartier.kernel.assistance.models import HERE, Confidant, Given
from quartier.kernel.contract import Verb
from quartier.kernel.delivery.groups import NEWS, NoticeGroup, group_of, groups
from quartier.kernel.facts.delivery import record
from quartier.kernel.notifications.actions import tell
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import apart
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.assistance import CONFIDANT_ASKED, CONFIDANT_COPY, CONFIDANT_ENDED, CONFIDANT_GIVEN
from quartier.kernel.terms.residence import CONFIRM

MONEY = "money"
MOST = 3  # of one person


def sorts() -> list[NoticeGroup]:
    """What a confidant may get: nothing that only is new in the quarter."""
    money = NoticeGroup(
        MONEY,
        _("When somebody writes to them about money or secrets"),
        _("They learn that it happened, not what was written."),
        "shield",
    )
    return [money, *(group for group in groups() if group.name != NEWS)]


def labels_of(row: Confidant) -> list[str]:
    return [str(group.label) for group in sorts() if group.name in row.sorts]


@transaction.atomic
def name_confidant(person: Person, confidant: Person, wanted: Iterable[str], *, given: Given, by: Actor) -> Confidant:
    """By the person, or on paper at the desk. It counts once the confidant says yes."""
    require_own_name(by)
    if given == Given.ACCOUNT and by.person.pk != person.pk:
        raise Refused(_("How did they agree?"), "given")
    if given != Given.ACCOUNT:
        require(by, CONFIRM)
        if by.person.pk in {person.pk, confidant.pk}:
            raise Refused(_("Nobody does this for themselves. Please ask somebody else at the desk."))
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    chosen = _checked(person, confidant, wanted)
    known = Confidant.objects.filter(person=person, confidant=confidant, ended=None).first()
    if known is not None:
        known.sorts = chosen
        known.save(update_fields=["sorts"])
        return known
    if Confidant.objects.filter(person=person, ended=None).count() >= MOST:
        raise Refused(_("Three confidants are enough. First end one of them."))
    made = Confidant.objects.create(
        person=person, confidant=confidant, sorts=chosen, given=given, recorded_by=by.person
    )
    url, name = reverse("assistance:mine"), person.full_name
    tell([confidant], CONFIDANT_ASKED, by=person, url=url, title=name)
    if given != Given.ACCOUNT:
        tell([person], CONFIDANT_GIVEN, by=by.person, url=url, title=confidant.full_name)
    return made


@transaction.atomic
def say_yes(row: Confidant, *, by: Actor) -> None:
    require_own_name(by)
    row = Confidant.objects.select_for_update(no_key=True).get(pk=row.pk)
    if row.confidant_id != by.person.pk:
        raise Refused(_("Only the person who was asked can answer."))
    if row.ended is not None:
        raise Refused(_("This question was taken back."))
    if row.accepted is None:
        row.accepted = timezone.now()
        row.save(update_fields=["accepted"])
        record(Verb.CONSENTED, KIND, by=by)


@transaction.atomic
def end_confidence(row: Confidant, *, by: Actor) -> None:
    """Either of the two, or the desk for what came on paper."""
    require_own_name(by)
    row = (
        Confidant.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person", "confidant")
        .get(pk=row.pk)
    )
    if by.person.pk not in {row.person_id, row.confidant_id}:
        require(by, CONFIRM)
    if row.ended is None:
        row.ended = timezone.now()
        row.save(update_fields=["ended"])
        record(Verb.REVOKED, KIND, by=by)
        told = [row.person, row.confidant]
        tell(told, CONFIDANT_ENDED, by=by.person, url=reverse("assistance:mine"), title=row.person.full_name)


def those_with_confidants(people: Collection[int]) -> Collection[int]:
    return set(running().filter(person__in=people).values_list("person_id", flat=True))


def copy_to_confidants(person: Person, notices: Sequence[Notification], _word: str) -> None:
    """The channel: each notice of a chosen sort once more, to them. Copies aren't copied."""
    for row in running().filter(person=person).select_related("confidant"):
        for notice in notices:
            if notice.notice != CONFIDANT_COPY.name and group_of(notice.notice) in row.sorts:
                title = f"{person.full_name}: {notice.sentence}"[:200]
                url, once = reverse("assistance:mine"), f"{notice.pk}"
                tell([row.confidant], CONFIDANT_COPY, by=notice.by, url=url, title=title, once=once)


def running() -> QuerySet[Confidant]:
    """Both agreed, both are here, and neither blocks the other."""
    rows = Confidant.objects.filter(ended=None, accepted__isnull=False, person__standing__in=HERE)
    return rows.filter(confidant__standing=Standing.MEMBER).exclude(apart("person", "confidant"))


def _checked(person: Person, confidant: Person, wanted: Iterable[str]) -> list[str]:
    if person.standing not in HERE:
        raise Refused(_("%(name)s is no longer here.") % {"name": person.full_name})
    if confidant == person:
        raise Refused(_("Please name somebody else than yourself."), "confidant")
    if not confidant.is_member or confidant.is_minor:
        raise Refused(_("A confidant must be a confirmed neighbour of 18 or older."), "confidant")
    require_meets(person, confidant, "confidant")
    known = [group.name for group in sorts()]
    chosen = set(wanted)
    if not chosen or not chosen <= set(known):
        raise Refused(_("Please choose what they get a copy of."), "sorts")
    return [name for name in known if name in chosen]
