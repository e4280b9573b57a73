"""What is due, and taking it so that no other worker does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, zip_longest

from django.db.models import F
from django.utils import timezone

from quartier.kernel.delivery.models import WAITS, ChannelRest, Delivery

LEASE = timedelta(minutes=10)
Batch = list[Delivery]


def batches_due(now: datetime, room: Mapping[str, int]) -> list[Batch]:
    """`room`: channel → how many more. A channel that is gone has some, too: for being told so.

    The channels take turns: a thousand mails to a slow server stand in no other channel's way.
    """
    due = Delivery.objects.filter(WAITS, due__lte=now)
    names = list(due.order_by().values_list("channel", flat=True).distinct())
    resting = resting_channels(now) if names else set()
    by_channel = [_of_channel(name, now, room.get(name, 100)) for name in sorted(names) if name not in resting]
    return [batch for batch in chain.from_iterable(zip_longest(*by_channel)) if batch is not None]


def _of_channel(name: str, now: datetime, most: int) -> list[Batch]:
    """What goes together: new notices to one person. What was tried before goes with those it was tried with.

    Who has waited longest comes first.
    """
    due = Delivery.objects.filter(WAITS, due__lte=now, channel=name).order_by("due", "pk")
    found = due.select_related("person", "notification__by", "notification__about")[: max(most, 0)]
    batches: dict[tuple[object, ...], Batch] = {}
    for row in found:
        alone = row.pk if row.notification_id is None else 0
        batches.setdefault((row.person_id, row.due if row.tries else None, alone), []).append(row)
    return list(batches.values())


def resting_channels(now: datetime) -> set[str]:
    return set(ChannelRest.objects.filter(until__gt=now).values_list("channel", flat=True))


def take(batches: Sequence[Batch], now: datetime) -> list[Batch]:
    """Some at once, since each write waits for the disk. Those that another worker took first are left to it."""
    if not batches:
        return []
    mark = timezone.now()
    ids = [row.pk for batch in batches for row in batch]
    rows = Delivery.objects.filter(pk__in=ids)
    rows.filter(WAITS, due__lte=now).update(due=now + LEASE, begun=mark, tries=F("tries") + 1)
    own = set(rows.filter(begun=mark).values_list("pk", flat=True))
    return [batch for batch in batches if all(row.pk in own for row in batch)]


def hold(batches: Iterable[Batch], now: datetime) -> None:
    """What waits long for a slow server stays taken: else it would be carried twice."""
    ids = [row.pk for batch in batches for row in batch if row.due is not None]
    if ids:
        Delivery.objects.filter(WAITS, pk__in=ids, begun__isnull=False).update(due=now + LEASE)


def take_up_again() -> int:
    """When a worker starts: what the last one had begun when it was killed doesn't wait for its time to run out."""
    return Delivery.objects.filter(WAITS, begun__isnull=False).update(due=timezone.now(), begun=None)
