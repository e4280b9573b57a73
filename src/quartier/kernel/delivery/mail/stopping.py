"""An address that takes no mail any more."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from quartier.kernel.delivery.models import Reach
from quartier.kernel.notifications.actions import tell
from quartier.kernel.terms.quarter import MAIL_STOPPED


@transaction.atomic
def stop_mail(address: str, reason: str) -> None:
    """Nothing more is sent there, for whomever it is; they read here that it is so, and can confirm one anew."""
    stopped = Reach.objects.select_for_update(of=("self",)).filter(address__iexact=address, stopped=None)
    reaches = list(stopped.select_related("person"))
    if not reaches:
        return
    now = timezone.now()
    Reach.objects.filter(pk__in=[reach.pk for reach in reaches]).update(stopped=now)
    once = f"{now:%Y%m%d%H%M%S%f}"
    tell([reach.person for reach in reaches], MAIL_STOPPED, url=reverse("delivery:address"), once=once)
