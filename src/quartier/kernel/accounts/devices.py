"""A device in words: enough to recognise one's own, too little to recognise anybody's."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.accounts.models import Device


def in_words(device: Device) -> str:
    """ "Firefox on Android"."""
    if device.browser and device.system:
        return _("%(browser)s on %(system)s") % {"browser": device.browser, "system": device.system}
    return device.browser or device.system or _("A device that doesn't say what it is")
