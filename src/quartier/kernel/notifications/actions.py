"""tell(): how anything reaches a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.contract import Notice
from quartier.kernel.entries.models import Entry
from quartier.kernel.notifications.models import Notification
from quartier.kernel.notifications.queries import readable_notices
from quartier.kernel.people.blocks import hidden_from
from quartier.kernel.people.models import Person
from quartier.kernel.terms.every import BETWEEN_NEIGHBOURS


@transaction.atomic
def tell(
    people: Iterable[Person],
    notice: Notice,
    about: Entry | None = None,
    *,
    by: Person | None = None,
    url: str = "",
    title: str = "",
    once: str = "",
    calm: bool = False,
    afresh: bool = False,
) -> None:
    """Puts a notice before people. Nobody is told of what they did themselves.

    `url` and `title`: by default the entry's. `once`: a word for this event; whoever was told it already isn't again,
    which makes a listener that calls this safe to repeat. `calm`: whoever hasn't read the last notice of this sort that
    leads to the same page isn't told again. `afresh`: they are told again, and the one they haven't read goes.
    """
    url, title = url or (about.url if about else ""), title or (about.title if about else "")
    told = {person.pk: person for person in people if _may_be_told(person, notice, about, by)}
    event = f"{notice.name}:{once}" if once else None
    unread = Notification.objects.filter(person__in=list(told), notice=notice.name, url=url, read=None)
    if calm:
        for person_id in unread.values_list("person_id", flat=True):
            told.pop(person_id, None)
    if afresh:
        unread.exclude(once=event or "").delete()
    Notification.objects.bulk_create(
        (
            Notification(person=person, notice=notice.name, about=about, by=by, url=url, title=title, once=event)
            for person in told.values()
        ),
        ignore_conflicts=bool(once),
    )


def _may_be_told(person: Person, notice: Notice, about: Entry | None, by: Person | None) -> bool:
    """Nobody hears of their own deeds, nor of those who don't meet them here; what the quarter has to say reaches all."""
    if by is not None and person.pk == by.pk:
        return False
    if not person.has_blocks or not _is_between_neighbours(notice.name):
        return True
    hidden = hidden_from(person)
    if about is not None and about.organisation_id is None and about.author_id in hidden:
        return False
    return by is None or by.pk not in hidden


def _is_between_neighbours(name: str) -> bool:
    """Not what the quarter has to say."""
    return name in BETWEEN_NEIGHBOURS or registry.module(name.partition(".")[0]) is not None


@transaction.atomic
def forget_notices_between(person: Person, other: Person) -> None:
    """Deletes what either was told of the other."""
    for reader, author in ((person, other), (other, person)):
        theirs = reader.notifications.filter(Q(by=author) | Q(about__author=author, about__organisation=None))
        gone = [pk for pk, name in theirs.values_list("pk", "notice") if _is_between_neighbours(name)]
        reader.notifications.filter(pk__in=gone).delete()


@transaction.atomic
def mark_read(person: Person, *, url: str = "") -> datetime:
    """Marks a person's notices read: those that lead to `url`, or all. `mark_unread` undoes what it did at this moment.

    What somebody who acts for them opens is not read by them yet: that they tell them, and tick it off.
    """
    now = timezone.now()
    unread = readable_notices(person).filter(read__isnull=True)
    if url:
        unread = unread.filter(url=url) if person.within is None else unread.none()
    unread.update(read=now)
    return now


def mark_read_here(person: Person, url: str) -> None:
    """For a page that notices lead to. Whoever has none about it costs a question, and no transaction that writes."""
    if person.notifications.filter(read__isnull=True, url=url).exists():
        mark_read(person, url=url)


@transaction.atomic
def mark_unread(person: Person, *, read: datetime) -> None:
    """Those that were marked read all at once, at this moment."""
    person.notifications.filter(read=read).update(read=None)
