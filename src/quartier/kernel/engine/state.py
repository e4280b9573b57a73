"""How what goes out is doing, in figures: nobody's name, nothing of what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from quartier.kernel.contract import Text
from quartier.kernel.delivery.models import WAITS, ChannelRest, Delivery
from quartier.kernel.facts.models import Fact, Unheard
from quartier.kernel.jobs.models import JobRun
from quartier.kernel.notifications.channels import channels
from quartier.kernel.notifications.models import Notification
from quartier.ui.dates import date_short

BEAT = "worker.beat"
SILENT = timedelta(minutes=2)
A_DAY = timedelta(days=1)
MOST_SHOWN = 30


@dataclass(frozen=True)
class ChannelState:
    name: str
    label: Text
    waiting: int
    kept: int  # for somebody's daily round
    retried: int
    failed: int
    sent: int  # in a day
    rest: ChannelRest | None
    trouble: list[tuple[str, int]]  # reason, how often


def channel_states(now: datetime) -> list[ChannelState]:
    counted = {
        row["channel"]: row
        for row in Delivery.objects.values("channel").annotate(
            waiting=Count("pk", filter=WAITS & Q(due__isnull=False)),
            kept=Count("pk", filter=WAITS & Q(due=None)),
            retried=Count("pk", filter=WAITS & Q(tries__gt=0) & ~Q(error="")),
            failed=Count("pk", filter=Q(given_up__isnull=False)),
            sent=Count("pk", filter=Q(done__gt=now - A_DAY, error="")),
        )
    }
    rests = {rest.channel: rest for rest in ChannelRest.objects.all()}
    troubles: dict[str, list[tuple[str, int]]] = {}
    open_ones = Delivery.objects.filter(done=None).exclude(error="")
    for row in open_ones.values("channel", "error").annotate(count=Count("pk")).order_by("-count")[:MOST_SHOWN]:
        troubles.setdefault(row["channel"], []).append((row["error"], row["count"]))
    none: dict[str, Any] = dict.fromkeys(("waiting", "kept", "retried", "failed", "sent"), 0)
    labels: dict[str, Text] = {channel.name: channel.label for channel in channels().values() if channel.is_on()}
    shown = [name for name in {**labels, **counted} if name != "page"]
    return [
        ChannelState(
            name=name,
            label=labels.get(name, name),
            rest=rests.get(name),
            trouble=troubles.get(name, []),
            **{key: value for key, value in {**none, **counted.get(name, {})}.items() if key != "channel"},
        )
        for name in shown
    ]


def listeners_in_trouble() -> list[tuple[str, str, int, int]]:
    """By listener and reason, with how many facts each misses."""
    found = Unheard.objects.values("listener", "error").annotate(
        waiting=Count("pk", filter=Q(given_up=None)), failed=Count("pk", filter=Q(given_up__isnull=False))
    )
    rows = found.order_by("listener", "error").values_list("listener", "error", "waiting", "failed")
    return list(rows[:MOST_SHOWN])


def worker_state(now: datetime) -> dict[str, Any]:
    """Its last beat, what waits for it, and the jobs that failed last time."""
    beat = JobRun.objects.filter(name=BEAT).values_list("started", flat=True).first()
    return {
        "beat": beat,
        "is_silent": beat is None or now - beat > SILENT,
        "facts": Fact.objects.filter(is_delivered=False).count(),
        "notices": Notification.objects.filter(is_planned=False).count(),
        "failing_jobs": [
            (run.name, run.failures, date_short(run.started))
            for run in JobRun.objects.filter(failures__gt=0).order_by("name")
        ],
    }


def try_again(channel: str) -> int:
    """Everything of this channel now, also what was given up; "": what listeners missed."""
    now = timezone.now()
    if not channel:
        return Unheard.objects.update(due=now, given_up=None, since=now)
    ChannelRest.objects.filter(channel=channel).delete()
    failed = Delivery.objects.filter(channel=channel, given_up__isnull=False)
    brought_back = failed.update(given_up=None, due=now, made=now, tries=0)
    waiting = Delivery.objects.filter(WAITS, channel=channel, due__gt=now, tries__gt=0).exclude(error="")
    return brought_back + waiting.update(due=now)


def let_go(channel: str) -> int:
    """What didn't work won't be tried again. People still read it here."""
    now = timezone.now()
    if not channel:
        return Unheard.objects.all().delete()[0]
    failed = Delivery.objects.filter(channel=channel, given_up__isnull=False)
    let = failed.update(done=now, given_up=None)
    retried = Delivery.objects.filter(WAITS, channel=channel, tries__gt=0).exclude(error="")
    return let + retried.update(done=now)
