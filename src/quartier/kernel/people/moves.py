"""Moving within the quarter: somebody stays confirmed, and the desk looks at it when it has time."""

from __future__ import annotations

from quartier.kernel.people.confirmations import HomeCheck, close_home_check
from quartier.kernel.people.models import Person


def note_move(person: Person, before: str, after: str) -> None:
    """Within the action that writes the new address. `before` and `after` are houses; without one there is nothing to see."""
    if not person.is_member or not after or before == after or not before:
        return
    if person.is_asked_home:  # whoever says where they live lives here
        close_home_check(person, by=person)
    HomeCheck.objects.get_or_create(person=person, answered=None, defaults={"why": HomeCheck.Why.MOVED})
