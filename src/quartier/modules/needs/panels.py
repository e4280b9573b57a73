"""What Heute says to those who lead: what waits for them. Nobody else pays for it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from quartier.api import has_power, person_of
from quartier.api.processes import START_PROCESS
from quartier.modules.needs.queries import waiting_for_a_decision
from quartier.modules.needs.terms import ROUND


def for_leaders(request: HttpRequest, about: object) -> Mapping[str, Any] | None:
    """Rounds and reviews whose last step is over: people wait for what comes of it. One look into the database."""
    person = person_of(request)
    if person is None or person.within is not None or not has_power(person, START_PROCESS):
        return None
    waiting = waiting_for_a_decision()
    return {"waiting": waiting, "round": ROUND} if waiting else None
