"""The one way to read what is guarded of somebody else. Who may is decided by who asks; here it is written down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.guarded.models import AT_THE_DESK, Guarded, GuardedRead, Why
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.residence import CONFIRM

HOUSES_A_DAY = 20
A_DAY = timedelta(hours=24)
KEPT_FOR = timedelta(days=365)
HOUSES = (Guarded.ADDRESS, Guarded.PLACE)
UNCOUNTED = (*AT_THE_DESK, Why.ASSISTANCE, Why.BREAK_GLASS)


@transaction.atomic
def read_address(person: Person, *, by: Actor, why: Why, url: str = "") -> str:
    """Where somebody lives, in words; "" if they never said. Refused to whoever has seen 20 houses within 24 hours."""
    if person.address is None:
        return ""
    note_house(person.address.pk, Guarded.ADDRESS, of=person, by=by, why=why, url=url)
    return str(person.address)


@transaction.atomic
def read_addresses(people: Iterable[Person], *, by: Actor, why: Why) -> dict[int, str]:
    """Of many at once, for letters and lists: person's number → address. Each of them can see it."""
    return {person.pk: address for person in people if (address := read_address(person, by=by, why=why))}


@transaction.atomic
def read_phone(person: Person, *, by: Actor, why: Why, url: str = "") -> str:
    if person.phone:
        note_read(person, Guarded.PHONE, by=by, why=why, url=url)
    return person.phone


@transaction.atomic
def note_read(person: Person, what: Guarded, *, by: Actor, why: Why, thing: str = "", url: str = "") -> None:
    """Writes down that `by` is shown it. One's own is nobody's business."""
    if by.person.pk != person.pk and not _seen(by, what, thing).filter(person_id=person.pk, why=why).exists():
        _write(person, what, by=by, why=why, thing=thing, url=url)


@transaction.atomic
def note_house(house: int, what: Guarded, *, of: Person | None, by: Actor, why: Why, url: str = "") -> None:
    """The same for a house, by the number of its address: nobody is shown more than 20 within 24 hours.

    The desk and whoever acts for somebody aren't counted, but seen: each line stands in the log of those it is about.
    """
    if of is not None and by.person.pk == of.pk:
        return
    thing = f"house:{house}"
    counts = not _is_uncounted(by, of, why)
    if counts:
        Person.objects.select_for_update(no_key=True).get(pk=by.person.pk)  # two at once count as two
        recent = GuardedRead.objects.filter(reader=by.person, what__in=HOUSES, at__gt=timezone.now() - A_DAY)
        seen = set(recent.exclude(why__in=UNCOUNTED).values_list("thing", flat=True))
        if thing not in seen and len(seen) >= HOUSES_A_DAY:
            raise Refused(
                _("You have seen 20 addresses within a day. To protect everybody, no more are shown before tomorrow.")
            )
    if not _seen(by, what, thing).filter(person=of, why=why).exists():
        _write(of, what, by=by, why=why, thing=thing, url=url)


def reads_of(person: Person) -> QuerySet[GuardedRead]:
    """Who was shown what of somebody, the newest first: for themselves."""
    return GuardedRead.objects.filter(person=person).select_related("reader", "for_person").order_by("-pk")


def forget_old_reads(now: datetime) -> int:
    """After a year. A job runs it; returns how many."""
    return GuardedRead.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _is_uncounted(by: Actor, of: Person | None, why: Why) -> bool:
    if why in AT_THE_DESK:
        return has_power(by.person, CONFIRM)
    return why == Why.BREAK_GLASS or (by.for_person is not None and by.for_person == of)


def _seen(by: Actor, what: Guarded, thing: str) -> QuerySet[GuardedRead]:
    since = timezone.now() - A_DAY
    return GuardedRead.objects.filter(reader=by.person, what=what, thing=thing, at__gt=since)


def _write(person: Person | None, what: Guarded, *, by: Actor, why: Why, thing: str, url: str) -> None:
    GuardedRead.objects.create(
        person=person, reader=by.person, for_person=by.for_person, what=what, why=why, thing=thing, url=url[:200]
    )
