"""What Heute says of help, if it concerns you."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from quartier.api import person_of, settings_of
from quartier.modules.help import queries
from quartier.modules.help.terms import HelpSettings


def for_you(request: HttpRequest, about: object) -> Mapping[str, Any] | None:
    """What is about to run out: is it still so? One look into the database; that something is done says a notice."""
    person = person_of(request)
    if person is None or not person.is_member:
        return None
    ending = queries.ending_soon(person, within_days=settings_of(HelpSettings).remind_days)
    return {"ending": ending} if ending else None
