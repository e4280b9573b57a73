"""Notices on the phone or computer itself, also while no page of ours is open."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.kernel.notifications.channels import Channel
from quartier.kernel.push.notices import PUSH, has_a_device, needs_a_device, push_notices
from quartier.kernel.push.services import pushes

ON_DEVICES = Channel(
    name=PUSH,
    label=_("On your devices"),
    help=_("Your phone or computer tells you as soon as it happens, without saying what was written."),
    icon="smartphone",
    deliver=push_notices,
    reaches=has_a_device,
    needs=needs_a_device,
    needs_url="push:devices",
    change=_("Your devices"),
    is_on=pushes,
)
CHANNELS = (ON_DEVICES,)
