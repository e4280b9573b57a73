"""Which devices tell somebody."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from quartier.kernel.people.models import Person
from quartier.kernel.push.models import PushDevice
from quartier.kernel.push.services import pushes


def devices_of(person: Person) -> QuerySet[PushDevice]:
    return PushDevice.objects.filter(person=person).select_related("device").order_by("-made")


def tells_here(request: HttpRequest) -> bool:
    """Whether notices come to the browser that asks."""
    key = request.session.session_key
    return bool(key) and PushDevice.objects.filter(device__session_key=key).exists() and pushes()
