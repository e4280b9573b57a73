"""What has reached a person."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.kernel.prepared import Prepared

MOST_ON_HEUTE = 5
_unread = Notification.objects.filter(read__isnull=True)
_newest_unread = Prepared(
    lambda person: _unread.filter(person=person).select_related("by").order_by("-at")[: MOST_ON_HEUTE + 1]
)
_unread_count = Prepared(
    lambda person: _unread.filter(person=person).values("person").annotate(count=Count("pk")).values_list("count")
)


def newest_unread(person: Person) -> list[Notification]:
    """A few, the newest first, and one more where there are more than Heute shows."""
    if person.within is not None:
        return list(unread_notices(person)[: MOST_ON_HEUTE + 1])
    return _newest_unread(person.pk)


def unread_count(person: Person) -> int:
    if person.within is not None:
        return unread_notices(person).count()
    return next((count for (count,) in _unread_count(person.pk)), 0)


def unread_notices(person: Person) -> QuerySet[Notification]:
    """Newest first."""
    return readable_notices(person).filter(read__isnull=True).select_related("by").order_by("-at")


def latest_notices(person: Person) -> QuerySet[Notification]:
    """Newest first, read or not."""
    return readable_notices(person).select_related("by").order_by("-at")


def readable_notices(person: Person) -> QuerySet[Notification]:
    """Who acts for somebody reads what is about the areas of their consent: never what is about their account."""
    if person.within is None:
        return person.notifications.all()
    readable = Q(pk=None)
    for area in person.within:
        readable |= Q(notice__startswith=f"{area}.")
        readable |= Q(notice__startswith="comments.", about__kind__startswith=f"{area}.")
    return person.notifications.filter(readable)
