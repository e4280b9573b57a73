"""Which notices go out on which channels: worked out by the worker, so that whoever tells a thousand people doesn't wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quartier.kernel.contact.rules import HERE
from quartier.kernel.delivery.choices import not_before, reaches_of, wants
from quartier.kernel.delivery.groups import SAFETY, group_of
from quartier.kernel.delivery.models import WAITS, Delivery, Reach
from quartier.kernel.notifications.channels import Channel, Pace, channels
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person

PAGE = "page"  # the channel that is these pages themselves: nothing needs to be carried there
TOO_OLD = timedelta(days=2)  # imported, or found after a long sleep: it stands on the page and isn't sent after


def plan(now: datetime | None = None, limit: int = 1000) -> int:
    """Looks at each new notice once, oldest first; says at how many."""
    now = now or timezone.now()
    batch = list(Notification.objects.filter(is_planned=False).order_by("pk")[:limit])
    if batch:
        _plan(batch, now)
    return len(batch)


@transaction.atomic
def _plan(batch: Sequence[Notification], now: datetime) -> None:
    """All of it or nothing: killed in the middle, it is planned anew."""
    fresh = [notice for notice in batch if notice.read is None and now - notice.at < TOO_OLD]
    ids = {notice.person_id for notice in fresh}
    here = set(Person.objects.filter(pk__in=ids, standing__in=HERE).values_list("pk", flat=True))
    reaches = reaches_of(here)
    named = [channel for channel in channels().values() if channel.name != PAGE and channel.takes_notices]
    outgoing = [channel for channel in named if fresh and channel.is_on()]
    rows = [row for channel in outgoing for row in _rows(channel, fresh, here, reaches, now)]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    Notification.objects.filter(pk__in=[notice.pk for notice in batch]).update(is_planned=True)
    unwanted = [notice.pk for notice in fresh if not _on_page(reaches.get(notice.person_id), notice)]
    if unwanted:
        Notification.objects.filter(pk__in=unwanted, read=None).update(read=now)


def _rows(
    channel: Channel, fresh: Sequence[Notification], here: set[int], reaches: dict[int, Reach], now: datetime
) -> list[Delivery]:
    reached = set(channel.reaches(here)) if here else set()
    return [
        Delivery(
            person_id=notice.person_id,
            notification=notice,
            channel=channel.name,
            word=f"notice:{notice.pk}",
            made=now,
            due=_due(channel, reaches.get(notice.person_id), now),
        )
        for notice in fresh
        if notice.person_id in reached
        and (not channel.is_chosen or wants(reaches.get(notice.person_id), channel, notice.notice))
    ]


def _due(channel: Channel, reach: Reach | None, now: datetime) -> datetime | None:
    if channel.pace is Pace.DAILY:
        return None
    return not_before(reach, now) if channel.is_loud else now


def _on_page(reach: Reach | None, notice: Notification) -> bool:
    """Not wanted as news: then it stands below what was read already. What concerns their safety is always news."""
    group = group_of(notice.notice)
    return group == SAFETY or wants(reach, channels()[PAGE], notice.notice, group)


def begin_daily_rounds(now: datetime) -> int:
    """Once a day for each, when their hour has come; says for how many.

    The day is kept, not the moment: an hour that comes twice, or never, and a server that slept change nothing. After a
    clock that ran ahead was set back, the day counts from now.
    """
    local = timezone.localtime(now)
    today, yesterday = local.date(), local.date() - timedelta(days=1)
    Reach.objects.filter(daily_on__gt=today).update(daily_on=today)
    here = Reach.objects.filter(person__standing__in=HERE)
    return sum(
        _begin(
            list(reaches.filter(Q(daily_on=None) | Q(daily_on__lt=day)).values_list("person_id", flat=True)), day, now
        )
        for reaches, day in (
            (here.filter(digest_at__lte=local.hour), today),
            (here.filter(digest_at__gt=local.hour), yesterday),  # what was missed in the evening
        )
    )


@transaction.atomic
def _begin(ids: Sequence[int], day: date, now: datetime) -> int:
    for channel in channels().values() if ids else ():
        if channel.pace is not Pace.DAILY or not channel.is_on():
            continue
        reached = channel.reaches(ids)
        earlier = Delivery.objects.filter(WAITS, person__in=reached, channel=channel.name, word__startswith="day:")
        earlier.update(done=now, error="replaced by the next day's")
        word = f"day:{day:%Y-%m-%d}"
        Delivery.objects.bulk_create(
            (Delivery(person_id=pk, channel=channel.name, word=word, made=now, due=now) for pk in reached),
            ignore_conflicts=True,
        )
    Reach.objects.filter(person__in=ids).update(daily_on=day)
    return len(ids)
