"""Where somebody lives. Nobody reads it on a profile but its owner; neighbours see the street at most."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.people.moves import note_move
from quartier.kernel.places import actions as places
from quartier.kernel.places import search
from quartier.kernel.places.models import Address, Street
from quartier.kernel.profiles.actions import own_profile
from quartier.kernel.refusals import Refused

_STREET_AND_NUMBER = re.compile(
    r"^(?P<street>.*[^\W\d]\.?)[\s,]+(?P<number>\d+\s?[a-zA-Z]?(?:[-/]\d+\s?[a-zA-Z]?)?)(?:\s*,.*)?$"
)


@transaction.atomic
def change_address(chosen: str, typed: str, *, by: Actor) -> None:
    """`chosen`: a suggestion's value; without scripts there is only what was typed. Nothing typed: no address is kept."""
    person = own_profile(by)
    before = person.address.household if person.address else ""
    person.address = _address(chosen, " ".join(typed.split()), by)
    person.save(update_fields=["address"])
    note_move(person, before, person.address.household if person.address else "")
    if person.address:
        places.place_at(by=by, address=person.address)  # where they may let somebody come, once they agreed on it


def street_of(person: Person) -> str:
    """All that neighbours may see of an address."""
    return person.address.street_name if person.address else ""


def _address(chosen: str, typed: str, by: Actor) -> Address | None:
    if not typed:
        return None
    thing = search.chosen(chosen) if chosen else None
    if isinstance(thing, Address) and str(thing) == typed:
        return thing
    found = search.find_addresses(typed, limit=2)
    if len(found) == 1:
        return found[0]
    match = _STREET_AND_NUMBER.match(typed)
    if match is None:
        raise Refused(_("Please write street and house number: Gartenstraße 12a"), "address")
    street = _street(match["street"], by)
    return places.add_address(street, match["number"], by=by)


def _street(name: str, by: Actor) -> Street:
    known = search.find_streets(name, limit=1)
    return known[0] if known and known[0].name.casefold() == name.casefold() else places.add_street(name, by=by)
