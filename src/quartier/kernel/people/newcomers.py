"""Who is new here: confirmed not long ago. What newcomers can't do yet, the parts that it concerns decide."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import settings_of_module

RESIDENCE = "residence"  # where the quarter's decisions about confirming are kept
DAYS = 30


def newcomer_days() -> int:
    """As the quarter decided; 0: nobody counts as new."""
    return int(settings_of_module(RESIDENCE).get("newcomer_days", DAYS))


def is_newcomer(person: Person) -> bool:
    """Whether somebody was confirmed less than so many days ago. Asks no database. Founders never were new."""
    since = person.newcomer_since
    return since is not None and timezone.now() < since + timedelta(days=newcomer_days())
