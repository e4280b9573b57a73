"""The outbox: carries what is due, at least once, and tries again what didn't work.

Nothing is locked while a channel works, since others may answer slowly. What is being carried is taken out by moving it
ten minutes on: a second worker doesn't see it, and after a kill it comes back by itself.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone, translation

from quartier.kernel.backoff import GIVE_UP_AFTER, next_try, where_it_broke
from quartier.kernel.delivery.choices import reach_of, reaches_of
from quartier.kernel.delivery.models import WAITS, ChannelRest, Delivery, Reach
from quartier.kernel.delivery.rounds import one_round
from quartier.kernel.notifications.channels import Channel, Later, Never, channels

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
AT_A_TIME = 10
FIRST_PAUSE = timedelta(minutes=1)
KEPT = timedelta(days=30)
Batch = list[Delivery]


def deliver_due(
    now: datetime | None = None, *, most: int = 500, seconds: float = 20.0, stop: Callable[[], bool] = lambda: False
) -> int:
    """One round; says how many got through. Whoever asks calls it again: more may wait than fit in one."""
    began, sent = time.monotonic(), 0
    now = now or timezone.now()
    batches = list(_batches(now, most))
    for first in range(0, len(batches), AT_A_TIME):
        if stop() or time.monotonic() - began > seconds:
            break
        taken = _taken(batches[first : first + AT_A_TIME], now)
        people = {batch[0].person_id for batch in taken}
        reaches = reaches_of(people)
        with one_round({("reach", pk): reaches.get(pk) or Reach(person_id=pk) for pk in people}):
            sent += _carry_all(taken, now)
    return sent


def _carry_all(taken: list[Batch], now: datetime) -> int:
    """What all of a handful need is asked for once."""
    sent, resting = 0, set(ChannelRest.objects.filter(until__gt=now).values_list("channel", flat=True))
    rested = set(ChannelRest.objects.values_list("channel", flat=True))
    reached = _reached(taken)
    for batch in taken:
        name = batch[0].channel
        if name in resting:
            _put_back(batch, now)
            continue
        got_through = _carry(batch, now, reached.get(name))
        sent += got_through
        if got_through and name in rested:
            ChannelRest.objects.filter(channel=name).delete()
        if not got_through and ChannelRest.objects.filter(channel=name, until__gt=now).exists():
            resting.add(name)
    return sent


def _reached(taken: list[Batch]) -> dict[str, set[int]]:
    """Whom each channel still reaches; a channel that is off or gone isn't asked."""
    people: dict[str, set[int]] = {}
    for batch in taken:
        people.setdefault(batch[0].channel, set()).add(batch[0].person_id)
    known = {name: channels().get(name) for name in people}
    return {name: set(one.reaches(people[name])) for name, one in known.items() if one is not None and one.is_on()}


def take_up_again() -> int:
    """When a worker starts: what the last one had begun when it was killed doesn't wait for its time to run out."""
    return Delivery.objects.filter(WAITS, begun__isnull=False).update(due=timezone.now(), begun=None)


def _taken(batches: Sequence[Batch], now: datetime) -> list[Batch]:
    """Some at once, since each write waits for the disk. Those that another worker took first are left to it."""
    mark = timezone.now()
    ids = [row.pk for batch in batches for row in batch]
    rows = Delivery.objects.filter(pk__in=ids)
    rows.filter(WAITS, due__lte=now).update(due=now + LEASE, begun=mark, tries=F("tries") + 1)
    own = set(rows.filter(begun=mark).values_list("pk", flat=True))
    return [batch for batch in batches if all(row.pk in own for row in batch)]


def _put_back(batch: Batch, now: datetime) -> None:
    Delivery.objects.filter(pk__in=[row.pk for row in batch]).update(due=now, begun=None, tries=batch[0].tries)


def _batches(now: datetime, most: int) -> Iterator[Batch]:
    """What goes together: new notices to one person. What was tried before goes with those it was tried with."""
    resting = ChannelRest.objects.filter(until__gt=now).values("channel")
    due = Delivery.objects.filter(WAITS, due__lte=now).exclude(channel__in=resting)
    found = list(due.select_related("person", "notification__by", "notification__about").order_by("due", "pk")[:most])

    batches: dict[tuple[object, ...], Batch] = {}
    for row in found:
        alone = row.pk if row.notification_id is None else 0
        batches.setdefault((row.channel, row.person_id, row.due if row.tries else None, alone), []).append(row)
    yield from batches.values()  # who has waited longest first


def _carry(batch: Batch, now: datetime, reached: set[int] | None) -> int:
    """`reached`: None where the channel is off."""
    channel = channels().get(batch[0].channel)
    if channel is None or reached is None:
        return _end(batch, now, "this channel is off")
    batch = [*batch, *_kept_for(batch[0])]
    if batch[0].person_id not in reached:
        return _end(batch, now, "no longer wanted")
    return _try(channel, batch, now)


def _try(channel: Channel, batch: Batch, now: datetime) -> int:
    try:
        _hand_over(channel, batch)
    except Later as reason:
        return _put_off(batch, now, reason.reason, everybody=reason.everybody)
    except Never as reason:
        Delivery.objects.filter(pk__in=[row.pk for row in batch]).update(
            given_up=now, begun=None, error=reason.reason[:200]
        )
        return 0
    except Exception as error:
        log.exception("The channel %s could not carry delivery %s", channel.name, batch[0].pk)
        return _put_off(batch, now, where_it_broke(error))
    _end(batch, timezone.now(), "")
    return len(batch)


def _kept_for(row: Delivery) -> Batch:
    """What the daily round takes along."""
    if row.notification_id is not None:
        return []
    kept = Delivery.objects.filter(WAITS, person=row.person_id, channel=row.channel, due=None)
    return list(kept.select_related("notification__by", "notification__about").order_by("-notification__at"))


def _hand_over(channel: Channel, batch: Batch) -> None:
    """In the reader's language. What they have read here meanwhile isn't told once more."""
    unread = [row.notification for row in batch if row.notification and row.notification.read is None]
    if not unread and batch[0].notification_id is not None:
        return
    language = reach_of(batch[0].person_id).language or settings.LANGUAGE_CODE
    with translation.override(language):
        channel.deliver(batch[0].person, unread, batch[0].word)


def _end(batch: Sequence[Delivery], now: datetime, why: str) -> int:
    Delivery.objects.filter(pk__in=[row.pk for row in batch]).update(done=now, begun=None, error=why)
    return 0


def _put_off(batch: Batch, now: datetime, reason: str, *, everybody: bool = False) -> int:
    """All of a batch to the same moment: then they stay together, and are recognised if they arrive twice."""
    tries = batch[0].tries + (0 if everybody else 1)
    is_over = now - batch[0].made > GIVE_UP_AFTER
    due = now if everybody else next_try(max(tries, 1), now, first=FIRST_PAUSE)  # else: when the channel has rested
    Delivery.objects.filter(pk__in=[row.pk for row in batch if row.due is not None]).update(
        due=due, begun=None, tries=min(tries, 30_000), error=reason[:200], given_up=now if is_over else None
    )
    if everybody:
        _rest(batch[0].channel, now, reason)
    return 0


def _rest(channel: str, now: datetime, reason: str) -> None:
    """The whole channel, ever longer: a mail server that is down isn't asked once for each neighbour."""
    rest, is_new = ChannelRest.objects.get_or_create(channel=channel, defaults={"until": now, "since": now})
    tries = 1 if is_new else rest.tries + 1
    until = next_try(tries, now, first=FIRST_PAUSE, longest=timedelta(hours=1))
    ChannelRest.objects.filter(pk=rest.pk).update(until=until, tries=tries, error=reason[:200])


def forget_old_deliveries(now: datetime) -> None:
    """What arrived long ago; and what could not even be tried for days is given up, for everybody to see."""
    Delivery.objects.filter(done__lt=now - KEPT).delete()
    Delivery.objects.filter(given_up__lt=now - KEPT).delete()
    long_ago = now - GIVE_UP_AFTER - timedelta(days=1)
    waiting = Delivery.objects.filter(WAITS, made__lt=long_ago)
    waiting.filter(due__lte=now).update(given_up=now, error="waited too long")
    waiting.filter(due=None).update(done=now, error="no longer wanted")  # no daily round came for it
