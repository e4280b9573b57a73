"""A job: once a year "do you still live here?", two reminders, and much later a guest until they answer.

Who has no account is asked by the desk, in person or by letter, and never becomes a guest so; nor do key holders. The
young aren't asked: their parents say it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from quartier.kernel.gate.actions import locked, make_guest
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.ages import YOUNG_UNDER, years_before
from quartier.kernel.people.confirmations import HomeCheck
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.residence.settings import residence_settings
from quartier.kernel.roles.keys import is_key_holder, key_holders
from quartier.kernel.terms.residence import HOME_ASKED, HOME_LAPSED

MONTH = timedelta(days=30)
REMIND_AFTER = (timedelta(days=14), timedelta(days=42))
LAPSE_AFTER = timedelta(days=120)
SHOWN_BEFORE = timedelta(days=30)  # so long the desk sees who would become a guest
AT_ONCE = 50  # a round: a quarter that begins to ask doesn't ask everybody in one night


def ask_who_still_lives_here(now: datetime) -> None:
    months = residence_settings().ask_months
    if not months:
        return
    for person in _due(now - months * MONTH, now)[:AT_ONCE]:
        _ask(person, now)
    for check in _unanswered().filter(reminders=0, asked__lt=now - REMIND_AFTER[0])[:AT_ONCE]:
        _remind(check)
    for check in _unanswered().filter(reminders=1, asked__lt=now - REMIND_AFTER[1])[:AT_ONCE]:
        _remind(check)
    overdue = _unanswered().filter(reminders=len(REMIND_AFTER), asked__lt=now - LAPSE_AFTER)
    for check in overdue.exclude(person__in=key_holders())[:AT_ONCE]:
        _lapse(check, now)


def _due(cutoff: datetime, now: datetime) -> QuerySet[Person]:
    today = timezone.localdate(now)
    young = Q(birth_date__gt=years_before(today, YOUNG_UNDER))
    heard = HomeCheck.objects.filter(Q(answered__gt=cutoff) | Q(answered=None)).values("person")
    members = Person.objects.filter(standing=Standing.MEMBER).annotate(since=Coalesce("confirmed", "joined"))
    return members.filter(since__lt=cutoff).exclude(young).exclude(pk__in=heard).order_by("since", "pk")


def _ask(person: Person, now: datetime) -> None:
    HomeCheck.objects.create(person=person, why=HomeCheck.Why.YEARLY, asked=now)
    Person.objects.filter(pk=person.pk).update(is_asked_home=True)
    tell([person], HOME_ASKED, url=reverse("residence:here"))


def _unanswered() -> QuerySet[HomeCheck]:
    """Of those who could have answered here; whoever uses paper isn't among them. Who waits longest stands first."""
    found = HomeCheck.objects.filter(
        why=HomeCheck.Why.YEARLY,
        answered=None,
        lapsed=None,
        person__standing=Standing.MEMBER,
        person__account__is_active=True,
    )
    return found.select_related("person").order_by("asked", "pk")


def _remind(check: HomeCheck) -> None:
    check.reminders += 1
    check.save(update_fields=["reminders"])
    tell([check.person], HOME_ASKED, url=reverse("residence:here"), once=f"{check.pk}:{check.reminders}")


def _lapse(check: HomeCheck, now: datetime) -> None:
    """Unless they have just answered."""
    person = locked(check.person)
    if is_key_holder(person) or not HomeCheck.objects.filter(pk=check.pk, answered=None).update(lapsed=now):
        return
    make_guest(person, by=None, is_asked=True)
    tell([person], HOME_LAPSED, url=reverse("residence:here"))
