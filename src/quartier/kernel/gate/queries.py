"""What the desk looks at."""

from __future__ import annotations

from django.db.models import QuerySet

from quartier.kernel.people.confirmations import Confirmation, DeathReport
from quartier.kernel.people.models import Person, Standing

LAST = 10
MOST_WAITING = 50


def waiting_guests() -> QuerySet[Person]:
    """Who waits longest stands first."""
    return Person.objects.filter(standing=Standing.GUEST).order_by("joined", "pk")


def last_confirmations() -> QuerySet[Confirmation]:
    """For a second look: everybody at the desk sees what the others decided."""
    return Confirmation.objects.select_related("person", "by", "withdrawn_by", "looked_by").order_by("-at", "-pk")[
        :LAST
    ]


def open_death_reports() -> QuerySet[DeathReport]:
    return DeathReport.objects.filter(withdrawn__isnull=True, confirmed__isnull=True).select_related(
        "person", "reported_by"
    )
