"""How it went: written down for each that was taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from quartier.kernel.backoff import GIVE_UP_AFTER, next_try
from quartier.kernel.delivery.models import WAITS, ChannelRest, Delivery
from quartier.kernel.delivery.taking import Batch

FIRST_PAUSE = timedelta(minutes=1)
KEPT = timedelta(days=30)


def end_all(batches: Iterable[Batch], now: datetime, why: str = "") -> None:
    """`why` it was not carried; empty where it was."""
    ids = [row.pk for batch in batches for row in batch]
    if ids:
        Delivery.objects.filter(pk__in=ids).update(done=now, begun=None, error=why)


def give_up(batch: Batch, now: datetime, why: str) -> None:
    Delivery.objects.filter(pk__in=[row.pk for row in batch]).update(given_up=now, begun=None, error=why[:200])


def put_back(batch: Batch, now: datetime) -> None:
    """It was no try. What only waits for the daily round goes on doing so."""
    rows = Delivery.objects.filter(pk__in=[row.pk for row in batch if row.due is not None])
    rows.update(due=now, begun=None, tries=batch[0].tries)


def put_off(batch: Batch, now: datetime, reason: str, *, everybody: bool = False) -> None:
    """All of a batch to the same moment: then they stay together, and are recognised if they arrive twice."""
    tries = batch[0].tries + (0 if everybody else 1)
    is_over = now - batch[0].made > GIVE_UP_AFTER
    due = now if everybody else next_try(max(tries, 1), now, first=FIRST_PAUSE)  # else: when the channel has rested
    Delivery.objects.filter(pk__in=[row.pk for row in batch if row.due is not None]).update(
        due=due, begun=None, tries=min(tries, 30_000), error=reason[:200], given_up=now if is_over else None
    )
    if everybody:
        _rest(batch[0].channel, now, reason)


def _rest(channel: str, now: datetime, reason: str) -> None:
    """The whole channel, ever longer: a mail server that is down isn't asked once for each neighbour."""
    rest, is_new = ChannelRest.objects.get_or_create(channel=channel, defaults={"until": now, "since": now})
    if not is_new and rest.until > now:
        return  # one of those that were under way together has said so
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
