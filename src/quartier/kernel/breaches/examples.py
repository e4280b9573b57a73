"""Only those who manage the quarter come here."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from quartier.kernel.breaches.models import Breach
from quartier.kernel.contract import Access, Example
from quartier.kernel.people.models import Person
from quartier.kernel.terms.quarter import MANAGE

WORDS = {
    "what": "Eine Liste mit Adressen lag einen Tag offen im Vereinsheim.",
    "people": "Alle, die einen Brief bestellt haben, etwa 40.",
    "data": "Namen und Adressen.",
    "harm": "Jemand könnte an der Tür klingeln.",
    "measures": "Die Liste liegt jetzt im Schrank.",
}


def typed(_person: Person) -> dict[str, Any]:
    return {**WORDS, "noticed": timezone.localtime().strftime("%Y-%m-%dT%H:%M"), "risk": "some"}


def noted(_owner: Person) -> dict[str, Any]:
    return {"pk": Breach.objects.create(noticed=timezone.now(), **WORDS).pk}


def told_authority(owner: Person) -> dict[str, Any]:
    return {**noted(owner), "what": "authority"}


def a_note(_person: Person) -> dict[str, Any]:
    return {"note": "Über das Formular der Behörde, Zeichen 4711."}


EXAMPLES = (
    Example(url="breaches:home", access=Access.POWER, power=MANAGE, post=typed),
    Example(url="breaches:breach", access=Access.POWER, power=MANAGE, arguments=noted),
    Example(url="breaches:change", access=Access.POWER, power=MANAGE, arguments=noted, post=typed),
    Example(url="breaches:told", access=Access.POWER, power=MANAGE, arguments=told_authority, post=a_note),
)
