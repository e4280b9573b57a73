"""Who may take part where young people are among themselves."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.people.ages import YOUNG_UNDER
from quartier.kernel.people.guardians import guardians_of
from quartier.kernel.people.models import Person
from quartier.kernel.processes.models import Process


def why_not_among_young(process: Process, person: Person) -> str:
    """A sentence; empty if they may. Asked anew each time: a birthday counts on the day itself, a consent taken back at once."""
    age = person.age(timezone.localdate())
    if age is None or age >= YOUNG_UNDER:
        return _("This is for young people under %(age)d.") % {"age": YOUNG_UNDER}
    if process.age_from is not None and age < process.age_from:
        return _("This is for young people from %(age)d on.") % {"age": process.age_from}
    if process.age_to is not None and age > process.age_to:
        return _("This is for those who are %(age)d at most.") % {"age": process.age_to}
    if person.is_member and person.needs_guardian and not guardians_of(person):
        return _("First your mother, your father or your guardian must agree. The desk helps you with it.")
    return ""
