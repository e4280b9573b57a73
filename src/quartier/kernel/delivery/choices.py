"""What somebody wants on which channel, and when they want to be left alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta

from django.utils import timezone

from quartier.kernel.delivery.groups import group_of
from quartier.kernel.delivery.models import Reach
from quartier.kernel.delivery.rounds import once_a_round
from quartier.kernel.notifications.channels import Channel


def reaches_of(person_ids: Collection[int]) -> dict[int, Reach]:
    """Those who chose anything, by person."""
    return {reach.person_id: reach for reach in Reach.objects.filter(person__in=person_ids)}


def reach_of(person_id: int) -> Reach:
    """Not saved yet where somebody chose nothing."""
    return once_a_round(
        ("reach", person_id), lambda: Reach.objects.filter(person=person_id).first() or Reach(person_id=person_id)
    )


def wants(reach: Reach | None, channel: Channel, notice: str, group: str = "") -> bool:
    """Their word on this notice, else on its group, else what the channel begins with."""
    group = group or group_of(notice)
    chosen = reach.choices.get(channel.name, {}) if reach else {}
    return bool(chosen.get(notice, chosen.get(group, channel.starts_on(group))))


def not_before(reach: Reach | None, now: datetime) -> datetime:
    """Now, or the end of their quiet hours. Said in local time, so that summer time changes nothing."""
    if reach is None or reach.quiet_from is None or reach.quiet_to is None:
        return now
    local = timezone.localtime(now)
    if not _is_within(local.time(), reach.quiet_from, reach.quiet_to):
        return now
    end = datetime.combine(local.date(), reach.quiet_to, tzinfo=local.tzinfo)
    if end <= local:
        end = datetime.combine(local.date() + timedelta(days=1), reach.quiet_to, tzinfo=local.tzinfo)
    return end


def _is_within(moment: time, begin: time, end: time) -> bool:
    return begin <= moment < end if begin <= end else moment >= begin or moment < end
