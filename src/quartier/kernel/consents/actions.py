"""Agreeing to a text, taking that back, and asking anew when the text has changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.consents.models import Consent
from quartier.kernel.consents.texts import TEXTS
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.residence import CONFIRM


@transaction.atomic
def agree(person: Person, name: str, *, by: Actor) -> Consent:
    """To the text as it stands now. `by` is the person, or who wrote down what they signed on paper."""
    _require_may_say(person, by)
    if name not in TEXTS:
        raise Refused(_("There is no such text."))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    version, valid = TEXTS[name].version, Consent.objects.filter(person=person, text=name, withdrawn=None)
    there = valid.filter(version=version).first()
    if there:
        return there
    valid.update(withdrawn=timezone.now())
    recorded_by = by.person if by.person.pk != person.pk else None
    return Consent.objects.create(person=person, text=name, version=version, recorded_by=recorded_by)


@transaction.atomic
def withdraw(person: Person, name: str, *, by: Actor) -> None:
    """As easy as agreeing. What was done until then stays rightful."""
    _require_may_say(person, by)
    Consent.objects.filter(person=person, text=name, withdrawn=None).update(withdrawn=timezone.now())


def _require_may_say(person: Person, by: Actor) -> None:
    """Their own word, or at the desk what they signed."""
    if by.person.pk != person.pk:
        require(by, CONFIRM)


def has_agreed(person: Person, name: str) -> bool:
    """To the text as it stands now; an older one doesn't count."""
    valid = Consent.objects.filter(person=person, text=name, withdrawn=None)
    return valid.filter(version=TEXTS[name].version).exists()


def outdated(now: datetime) -> list[Consent]:
    """Those who agreed to what a text said before."""
    older = Q()
    for text in TEXTS.values():
        older |= Q(text=text.name, version__lt=text.version)
    return list(Consent.objects.filter(older, withdrawn=None).select_related("person"))
