"""tell(): how anything reaches a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from quartier.kernel.contract import Notice
from quartier.kernel.entries.models import Entry
from quartier.kernel.notifications.models import Notification
from quartier.kernel.notifications.queries import readable_notices
from quartier.kernel.people.models import Person


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
) -> None:
    """Puts a notice before people. Nobody is told of what they did themselves.

    `url` and `title`: by default the entry's. `once`: a word for this event; whoever was told it already isn't again,
    which makes a listener that calls this safe to repeat. `calm`: whoever hasn't read the last notice of this sort that
    leads to the same page isn't told again.
    """
    url, title = url or (about.url if about else ""), title or (about.title if about else "")
    told = {person.pk: person for person in people if by is None or person.pk != by.pk}
    if calm:
        waiting = Notification.objects.filter(person__in=told, notice=notice.name, url=url, read=None)
        for person_id in waiting.values_list("person_id", flat=True):
            told.pop(person_id, None)
    Notification.objects.bulk_create(
        (
            Notification(
                person=person,
                notice=notice.name,
                about=about,
                by=by,
                url=url,
                title=title,
                once=f"{notice.name}:{once}" if once else None,
            )
            for person in told.values()
        ),
        ignore_conflicts=bool(once),
    )


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


@transaction.atomic
def mark_unread(person: Person, *, read: datetime) -> None:
    """Those that were marked read all at once, at this moment."""
    person.notifications.filter(read=read).update(read=None)
