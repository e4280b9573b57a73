"""A text that people agreed to has changed: they are told, and asked anew."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from quartier.kernel.consents.actions import outdated
from quartier.kernel.consents.texts import TEXTS
from quartier.kernel.notifications.actions import tell
from quartier.kernel.terms.data import TEXT_CHANGED


def ask_anew(now: datetime) -> int:
    """Tells those who agreed to an older text, once. A job runs it."""
    old = outdated(now)
    for consent in old:
        text = TEXTS[consent.text]
        once = f"{text.name}:{text.version}"
        tell([consent.person], TEXT_CHANGED, url=reverse("mydata:agreed"), title=str(text.label), once=once)
    return len(old)
