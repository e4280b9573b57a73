"""What groups and organisations have in common."""

from __future__ import annotations

import re

from django.db.models import Q
from django.utils.translation import gettext as _

from quartier.kernel.contract import Power
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import hidden_from
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import has_power

_INVISIBLE = re.compile(r"[\x00-\x08\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def must_be_neighbour(by: Actor) -> None:
    if not by.subject.is_member:
        raise Refused(_("You can do this as soon as somebody has confirmed that you live here."))


def holders_of(power: Power) -> list[Person]:
    """Those whom the quarter gave a role that holds it; what every neighbour may do is nobody's task."""
    candidates = Person.objects.filter(standing=Standing.MEMBER, roles__isnull=False).distinct()
    return [person for person in candidates if has_power(person, power)]


def words(text: str, *, field: str, most: int, needed: bool = False) -> str:
    cleaned = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if needed and not cleaned:
        raise Refused(_("Please fill this in."), field=field)
    if len(cleaned) > most:
        raise Refused(_("That is very long. Please shorten it to %(most)d letters.") % {"most": most}, field=field)
    return cleaned


def one_line(text: str, *, field: str, most: int, needed: bool = True) -> str:
    """A name: without signs that nobody sees, which would make it look like another, or like none."""
    return " ".join(words(_INVISIBLE.sub("", text), field=field, most=most, needed=needed).split())


def neighbour_named(name: str, *, by: Actor) -> Person:
    """The one confirmed neighbour of this full name; for forms in which a neighbour is typed in.

    Who has nothing to do with whoever types is as unknown as somebody who isn't here.
    """
    given, _space, family = " ".join(name.split()).rpartition(" ")
    whole = Q(given_name__iexact=given, family_name__iexact=family) | Q(given_name__iexact=family, family_name="")
    known = Person.objects.filter(whole, standing=Standing.MEMBER).exclude(pk__in=hidden_from(by.subject))
    found = list(known[:2]) if name.strip() else []
    if not found:
        raise Refused(_("We know no neighbour of this name. Please type given and family name."), field="name")
    if len(found) > 1:
        raise Refused(_("Several neighbours have this name. Ask them to join by themselves."), field="name")
    return found[0]
