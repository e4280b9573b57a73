"""Who knows whom here: two who have written to each other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Person

GOING = ("left", "dropped")  # whoever drops out hasn't answered


def know_each_other(person: Person, other: Person) -> bool:
    """Each has written to the other in something they had going on; or one is responsible for the other."""
    both = _written().filter(author=other, matter__in=_written().filter(author=person).values("matter"))
    pair = Q(child=person, guardian=other) | Q(child=other, guardian=person)
    return both.exists() or Guardianship.objects.filter(pair, since__isnull=False, ended=None).exists()


def begun_in_vain(person: Person, since: datetime, *, other: Person | None = None) -> list[datetime]:
    """When they began what nobody has answered yet (with `other`), the first first."""
    answers = _written().filter(matter=OuterRef("matter")).exclude(author=person)
    begun = _written().filter(event="opened", author=person, at__gt=since)
    if other is not None:
        begun = begun.filter(matter__parties__person=other)
    return list(begun.filter(~Exists(answers)).order_by("at").values_list("at", flat=True))


def _written() -> QuerySet[Any]:
    """Messages of matters, which stand above this."""
    messages: QuerySet[Any] = apps.get_model("kernel", "Message")._default_manager.all()
    return messages.filter(author__isnull=False).exclude(event__in=GOING)
