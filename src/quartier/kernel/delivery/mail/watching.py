"""Somebody should hear of it when the quarter's mail doesn't go out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from quartier.kernel.belonging.rules import holders_of
from quartier.kernel.delivery.models import ChannelRest
from quartier.kernel.notifications.actions import tell
from quartier.kernel.terms.quarter import MAIL_TROUBLE, MANAGE

LONG = timedelta(hours=1)


def warn_of_mail_trouble(now: datetime) -> None:
    """Once for each trouble: it begins anew when something has got through meanwhile."""
    rest = ChannelRest.objects.filter(since__lt=now - LONG).order_by("since").first()
    if rest:
        tell(holders_of(MANAGE), MAIL_TROUBLE, url=reverse("engine:home"), once=f"{rest.since:%Y%m%d%H%M}")
