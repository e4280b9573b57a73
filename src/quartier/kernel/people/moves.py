"""Moving within the quarter: somebody stays confirmed, and the desk looks at it when it has time."""

from __future__ import annotations

from django.utils import timezone

from quartier.kernel.people.confirmations import HomeCheck
from quartier.kernel.people.models import Person


def note_move(person: Person, before: str, after: str) -> None:
    """Within the action that writes the new address. `before` and `after` are houses; without one there is nothing to see."""
    if not person.is_member or not after or before == after or not before:
        return
    if person.is_asked_home:  # whoever says where they live lives here
        person.home_checks.filter(answered=None).update(answered=timezone.now(), answered_by=person)
        person.is_asked_home = False
        person.save(update_fields=["is_asked_home"])
    HomeCheck.objects.get_or_create(person=person, answered=None, defaults={"why": HomeCheck.Why.MOVED})
