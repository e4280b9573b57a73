"""Every write to one's own profile. A helper who acts for somebody changes that person's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing, Visibility
from quartier.kernel.people.names import checked_name
from quartier.kernel.people.visibility import FIELDS, choices_for
from quartier.kernel.refusals import Refused
from quartier.ui.spoken import KNOWN

LONGEST_ABOUT = 2000
MOST_LANGUAGES = 12
_PHONE = re.compile(r"^\+?[0-9][0-9 ()/.\-]{3,38}$")


@transaction.atomic
def change_name(given_name: str, family_name: str, *, by: Actor) -> None:
    """While a guest. Afterwards the desk does it: others trust that somebody saw this name."""
    person = own_profile(by)
    if person.standing != Standing.GUEST:
        raise Refused(_("Your name was confirmed. The desk changes it for you."))
    for field, value in checked_name(given_name, family_name).items():
        setattr(person, field, value)
    person.save(update_fields=["given_name", "family_name"])


@transaction.atomic
def change_about(text: str, *, by: Actor) -> None:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_ABOUT:
        raise Refused(_("Please say it in at most %(count)s characters.") % {"count": LONGEST_ABOUT}, "about")
    _write("about", text, by=by)


@transaction.atomic
def change_languages(codes: Iterable[str], *, by: Actor) -> None:
    """In the order given: the one spoken best first."""
    chosen = list(dict.fromkeys(codes))
    if any(code not in KNOWN for code in chosen) or len(chosen) > MOST_LANGUAGES:
        raise Refused(_("Please choose from the list."), "languages")
    _write("languages", chosen, by=by)


@transaction.atomic
def change_phone(phone: str, *, by: Actor) -> None:
    phone = " ".join(phone.split())
    if phone and not _PHONE.match(phone):
        raise Refused(_("A telephone number looks like 07032 12345 or +49 170 1234567."), "phone")
    _write("phone", phone, by=by)


@transaction.atomic
def change_visibility(field: str, visibility: str, *, by: Actor) -> None:
    """Who sees one field from now on."""
    person = own_profile(by)
    if field not in FIELDS or visibility not in Visibility.values:
        raise Refused(_("Please choose from the list."), "visibility")
    if Visibility(visibility) not in choices_for(person, field):
        raise Refused(_("To protect you this can't be shown so widely."), "visibility")
    person.visibility = {**person.visibility, field: visibility}
    person.save(update_fields=["visibility"])


def _write(field: str, value: object, *, by: Actor) -> None:
    person = own_profile(by)
    setattr(person, field, value)
    person.save(update_fields=[field])


def own_profile(by: Actor) -> Person:
    """As it is now in the database, locked, so that two tabs don't undo each other."""
    person = Person.objects.select_for_update().get(pk=by.subject.pk)
    if person.standing == Standing.DIED:
        raise Refused(_("This profile is closed."))
    return person
