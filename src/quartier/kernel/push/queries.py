"""Which devices tell somebody."""

from __future__ import annotations

from django.db.models import QuerySet

from quartier.kernel.people.models import Person
from quartier.kernel.push.models import PushDevice
from quartier.kernel.push.services import pushes


def devices_of(person: Person) -> QuerySet[PushDevice]:
    return PushDevice.objects.filter(person=person).select_related("device").order_by("-made")


def pushes_to(session_key: str) -> bool:
    """Whether notices come to the browser with this session."""
    return PushDevice.objects.filter(device__session_key=session_key).exists() and pushes()
