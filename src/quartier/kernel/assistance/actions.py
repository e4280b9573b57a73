"""Agreeing that somebody acts for one, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.assistance.areas import areas
from quartier.kernel.assistance.models import HERE, Assistance, Confidant, Given
from quartier.kernel.contract import Notice, Verb
from quartier.kernel.facts.delivery import record
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import apart, is_hidden
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import has_power, require
from quartier.kernel.terms.assistance import (
    ASSISTANCE_ACCEPTED,
    ASSISTANCE_ASKED,
    ASSISTANCE_ENDED,
    ASSISTANCE_GIVEN,
    ASSISTANCE_RUNS_OUT,
)
from quartier.kernel.terms.residence import CONFIRM

KIND = "people.assistance"
"""What the facts of this folder are about."""
REMIND_BEFORE = timedelta(days=28)
LONGEST = timedelta(days=366)


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=365)


@transaction.atomic
def ask_helper(helper: Person, areas: Iterable[str], until: date, *, by: Actor) -> Assistance:
    """With one's own account: somebody I trust may act for me as soon as they say yes."""
    require_own_name(by)
    return _note(by.person, helper, areas, until, given=Given.ACCOUNT, by=by, witness=None)


@transaction.atomic
def record_consent(
    person: Person,
    helper: Person | None,
    areas: Iterable[str],
    until: date,
    *,
    given: Given,
    by: Actor,
    witness: Person | None = None,
) -> Assistance:
    """At the desk: signed on paper, or said aloud before two people. `helper` None: the desk itself."""
    require(by, CONFIRM)
    if by.person.pk in {person.pk, helper.pk if helper else None}:
        raise Refused(_("Nobody does this for themselves. Please ask somebody else at the desk."))
    if given not in {Given.PAPER, Given.SPOKEN}:
        raise Refused(_("How did they agree?"), "given")
    if given == Given.SPOKEN:
        _require_witness(witness, {person.pk, by.person.pk, helper.pk if helper else None})
    return _note(person, helper, areas, until, given=given, by=by, witness=witness if given == Given.SPOKEN else None)


@transaction.atomic
def accept(assistance: Assistance, *, by: Actor) -> None:
    """The helper says yes: from now on they may act."""
    require_own_name(by)
    assistance = locked(assistance)
    if assistance.helper_id != by.person.pk:
        raise Refused(_("Only the person who was asked can answer."))
    if assistance.is_over:
        raise Refused(_("This question was taken back."))
    if assistance.accepted is not None:
        return
    _require_helper(by.person)
    assistance.accepted = timezone.now()
    assistance.save(update_fields=["accepted"])
    record(Verb.CONSENTED, KIND, by=by)
    _tell([assistance.person], ASSISTANCE_ACCEPTED, assistance, by=by.person)


@transaction.atomic
def end_consent(assistance: Assistance, *, by: Actor) -> None:
    """Takes it back, at once: the person, the helper, or the desk for what came on paper. Who acts just now, no longer does."""
    require_own_name(by)
    assistance = locked(assistance)
    if by.person.pk not in {assistance.person_id, assistance.helper_id}:
        require(by, CONFIRM)
    if assistance.ended is not None:
        return
    _end(assistance, by.person)
    record(Verb.REVOKED, KIND, by=by)
    _tell([assistance.person, assistance.helper], ASSISTANCE_ENDED, assistance, by=by.person)


@transaction.atomic
def prolong(assistance: Assistance, until: date, *, by: Actor) -> None:
    """Another year, by the person with their own account, or at the desk. Helpers never prolong what they were given."""
    require_own_name(by)
    assistance = locked(assistance)
    if by.person.pk != assistance.person_id:
        require(by, CONFIRM)
    if by.person.pk == assistance.helper_id:
        raise Refused(_("Nobody does this for themselves. Please ask somebody else at the desk."))
    if assistance.ended is not None:
        raise Refused(_("This has ended. Please agree anew."))
    until = _checked_day(until)
    if assistance.until == until:  # pressed twice: said once
        return
    assistance.until = until
    assistance.save(update_fields=["until"])
    record(Verb.CONSENTED, KIND, by=by)
    if by.person.pk != assistance.person_id:
        _tell([assistance.person], ASSISTANCE_GIVEN, assistance, by=by.person)


def _note(
    person: Person,
    helper: Person | None,
    wanted: Iterable[str],
    until: date,
    *,
    given: Given,
    by: Actor,
    witness: Person | None,
) -> Assistance:
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.standing not in HERE:
        raise Refused(_("%(name)s is no longer here.") % {"name": person.full_name})
    if helper is not None:
        _require_helper(helper)
        require_meets(person, helper, "helper")
    if helper == person:
        raise Refused(_("Everybody acts for themselves anyway. Please name somebody else."), "helper")
    chosen, day = _checked_areas(wanted), _checked_day(until)
    for earlier in Assistance.objects.filter(person=person, helper=helper, ended=None):
        if earlier.areas == chosen and earlier.until == day:
            return earlier  # pressed twice
        _end(earlier, by.person)
    made = Assistance.objects.create(
        person=person,
        helper=helper,
        areas=chosen,
        until=day,
        given=given,
        recorded_by=by.person,
        witness=witness,
        accepted=timezone.now() if helper is None else None,
    )
    record(Verb.CONSENTED, KIND, by=by)
    if helper is not None:
        _tell([helper], ASSISTANCE_ASKED, made, by=person)
    if given != Given.ACCOUNT:
        _tell([person], ASSISTANCE_GIVEN, made, by=by.person)
    return made


def _checked_areas(wanted: Iterable[str]) -> list[str]:
    """In their own order; what no quarter knows is no consent."""
    chosen = set(wanted)
    names = [area.name for area in areas()]
    if not chosen or not chosen <= set(names):
        raise Refused(_("Please choose what they may do."), "areas")
    return [name for name in names if name in chosen]


def _checked_day(until: date) -> date:
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        raise Refused(_("Please choose a day within the next year: a consent always has an end."), "until")
    return until


def _require_helper(helper: Person) -> None:
    if not helper.is_member or helper.is_minor:
        raise Refused(_("Who acts for somebody must be a confirmed neighbour of 18 or older."), "helper")


def require_meets(person: Person, other: Person, field: str) -> None:
    """Who has nothing to do with them is as unknown as somebody who isn't here."""
    if is_hidden(person, other):
        raise Refused(_("No neighbour has exactly this name, or more than one has."), field)


def _require_witness(witness: Person | None, involved: set[int | None]) -> None:
    if witness is None or not witness.is_member or witness.pk in involved:
        raise Refused(_("Who else was there when they said it? Somebody who is none of the others."), "witness")


def locked(assistance: Assistance) -> Assistance:
    rows = Assistance.objects.select_for_update(no_key=True, of=("self",)).select_related("person", "helper")
    return rows.get(pk=assistance.pk)


def _end(assistance: Assistance, by: Person | None) -> None:
    assistance.ended, assistance.ended_by = timezone.now(), by
    assistance.save(update_fields=["ended", "ended_by"])


def _tell(people: Iterable[Person | None], notice: Notice, assistance: Assistance, *, by: Person) -> None:
    told = [person for person in people if person]
    tell(told, notice, by=by, url=reverse("assistance:mine"), title=assistance.person.full_name)


def may_record(person: Person | None) -> bool:
    return has_power(person, CONFIRM)


@transaction.atomic
def end_of_those_gone(now: datetime) -> int:
    """A job: whoever moved away or died has nobody act for them, also should they come back; nor do two of whom one blocks
    the other. Says how many ended.
    """
    gone = ~Q(person__standing__in=HERE) | Q(helper__isnull=False) & ~Q(helper__standing__in=HERE)
    ended = Assistance.objects.filter(gone | apart("person", "helper"), ended=None).update(ended=now)
    Confidant.objects.filter(apart("person", "confidant"), ended=None).update(ended=now)
    return ended


@transaction.atomic
def remind_of_the_end(now: datetime) -> int:
    """A job: a month before a consent runs out both are asked whether it shall go on. Says how many there were."""
    today = timezone.localdate(now)
    soon = Assistance.objects.filter(ended=None, until__range=(today, today + REMIND_BEFORE), accepted__isnull=False)
    rows = list(soon.select_related("person", "helper"))
    for row in rows:
        told = [person for person in (row.person, row.helper) if person]
        once = f"{row.pk}:{row.until}"
        tell(told, ASSISTANCE_RUNS_OUT, url=reverse("assistance:mine"), title=row.person.full_name, once=once)
    return len(rows)
