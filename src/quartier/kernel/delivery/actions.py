"""Every write of what somebody wants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import time
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.delivery.choices import wants
from quartier.kernel.delivery.groups import SAFETY, NoticeGroup, groups
from quartier.kernel.delivery.mail.links import EVERYTHING, Off
from quartier.kernel.delivery.models import Reach
from quartier.kernel.delivery.planning import PAGE
from quartier.kernel.notifications.channels import Channel, channels
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused

Chosen = Mapping[str, Collection[str]]  # group or notice → names of channels


def channels_for(person: Person) -> list[tuple[Channel, str]]:
    """Those that the quarter has and people choose from, each with what this person has to do first ("" = nothing)."""
    is_on, needs = cache(lambda asked: asked()), cache(lambda asked: asked(person))  # several ask the same
    return [(one, needs(one.needs)) for one in channels().values() if one.is_chosen and is_on(one.is_on)]


def ready_channels(person: Person) -> list[Channel]:
    """Those that they may choose from now."""
    return [channel for channel, missing in channels_for(person) if not missing]


def offered(group: NoticeGroup, ready: Iterable[Channel]) -> list[Channel]:
    """What is new is no notice: only a daily round can tell it. What is vital always stands here."""
    return [
        channel
        for channel in ready
        if not (group.is_vital and channel.name == PAGE) and (group.notices or channel.tells_news)
    ]


@transaction.atomic
def choose_groups(chosen: Chosen, *, by: Actor) -> None:
    """Where a group's answer changed, what was chosen for its notices one by one goes; where it didn't, that stays."""
    reach, ready = _locked(by), ready_channels(by.subject)
    for group in groups():
        if group.name not in chosen:
            continue
        for channel in offered(group, ready):
            wanted = channel.name in chosen[group.name]
            if wanted != wants(reach, channel, group.name, group.name):
                own = _own(reach, channel)
                own.update({group.name: wanted})
                for notice in group.notices:
                    own.pop(notice.name, None)
    reach.save(update_fields=["choices"])


@transaction.atomic
def choose_notices(group: NoticeGroup, chosen: Chosen, *, by: Actor) -> None:
    """One by one; only what differs from the group's answer is kept."""
    reach = _locked(by)
    for channel in offered(group, ready_channels(by.subject)):
        own = _own(reach, channel)
        for notice in group.notices:
            wanted = channel.name in chosen.get(notice.name, ())
            own.pop(notice.name, None)
            if wanted != wants(reach, channel, notice.name, group.name):
                own[notice.name] = wanted
    reach.save(update_fields=["choices"])


@transaction.atomic
def choose_manners(
    *, by: Actor, digest_at: int, quiet_from: time | None, quiet_to: time | None, is_neutral: bool, language: str
) -> None:
    """When, in which words, and how much of them."""
    if (quiet_from is None) != (quiet_to is None):
        raise Refused(_("Quiet hours need a beginning and an end."), "quiet_to" if quiet_from else "quiet_from")
    if quiet_from is not None and quiet_from == quiet_to:
        raise Refused(_("Quiet hours that begin when they end would never be over."), "quiet_to")
    if not 0 <= digest_at <= 23 or language not in dict(settings.LANGUAGES):
        raise Refused(_("That can't be chosen."))
    reach = _locked(by)
    reach.digest_at, reach.is_neutral, reach.language = digest_at, is_neutral, language
    reach.quiet_from, reach.quiet_to = quiet_from, quiet_to
    reach.save(update_fields=["digest_at", "is_neutral", "language", "quiet_from", "quiet_to"])


@transaction.atomic
def keep_only_what_matters(*, by: Actor) -> None:
    """Everything off but what concerns the account and safety. That is here, and on the channels it was on."""
    reach = _locked(by)
    chosen = [channel for channel in channels().values() if channel.is_chosen]
    for group in groups():
        if group.name != SAFETY:
            for channel in offered(group, chosen):
                _switch_group(reach, channel, group, on=False)
    reach.save(update_fields=["choices"])


@transaction.atomic
def switch(off: Off, *, on: bool) -> None:
    """From a link in a mail: exactly this notice on exactly this channel, or all that comes on it."""
    channel = channels().get(off.channel)
    reach, _new = Reach.objects.get_or_create(person_id=off.person_id)
    reach = Reach.objects.select_for_update().get(pk=reach.pk)
    if channel is None:
        return
    if off.notice == EVERYTHING:
        for group in groups():
            _switch_group(reach, channel, group, on=on and channel.starts_on(group.name))
    elif off.notice in registry.notices():
        own = _own(reach, channel)
        own.pop(off.notice, None)
        if wants(reach, channel, off.notice) != on:
            own[off.notice] = on
    reach.save(update_fields=["choices"])


def is_mixed(reach: Reach, group: NoticeGroup) -> bool:
    """Some of its notices were chosen one by one."""
    names = {notice.name for notice in group.notices}
    return any(not names.isdisjoint(own) for own in reach.choices.values())


def _switch_group(reach: Reach, channel: Channel, group: NoticeGroup, *, on: bool) -> None:
    own = _own(reach, channel)
    own[group.name] = on
    for notice in group.notices:
        own.pop(notice.name, None)


def _own(reach: Reach, channel: Channel) -> dict[str, bool]:
    own: dict[str, bool] = reach.choices.setdefault(channel.name, {})
    return own


def _locked(by: Actor) -> Reach:
    reach, _new = Reach.objects.get_or_create(person=by.subject)
    return Reach.objects.select_for_update().get(pk=reach.pk)
