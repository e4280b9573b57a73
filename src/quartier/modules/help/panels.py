"""What Heute says of help, if it concerns you."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from quartier.api import person_of, settings_of
from quartier.modules.help import faces, queries
from quartier.modules.help.terms import HelpSettings


def for_you(request: HttpRequest, about: object) -> Mapping[str, Any] | None:
    """What is about to run out (still so?), and what was done for you and waits for a thank-you."""
    person = person_of(request)
    if person is None or not person.is_member:
        return None
    ending = [
        (faces.card(obj, person), faces.url_of("renew", obj))
        for obj in queries.ending_soon(person, within_days=settings_of(HelpSettings).remind_days)
    ]
    to_thank = queries.to_thank(person)
    return {"ending": ending, "to_thank": to_thank} if ending or to_thank else None
