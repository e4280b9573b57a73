"""Every write about places that people make. The import has its own file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel.guarded.models import Guarded, Why
from quartier.kernel.guarded.reading import note_house
from quartier.kernel.places import houses, words
from quartier.kernel.places.models import OSM_TEXT, Address, Origin, Place, PointOfInterest, Street
from quartier.kernel.places.points import Point
from quartier.kernel.places.positions import pin, settle
from quartier.kernel.places.search import find_addresses
from quartier.kernel.refusals import Refused

if TYPE_CHECKING:
    from quartier.kernel.people.actors import Actor
    from quartier.kernel.people.models import Person

_LONGEST_NUMBER = 20
_STREET_AND_NUMBER = re.compile(r"^(?P<street>.*\D)\s*\b(?P<number>\d+(?:[/-]\d+)*\s?[a-z]?)\b", re.IGNORECASE)


@transaction.atomic
def add_street(name: str, *, by: Actor | None) -> Street:
    """A street typed in, where there is no extract or it lacks one. `by` is None during the set-up."""
    name = " ".join(name.split())
    if not words.street_key(name):
        raise Refused(_("What is the street called?"), "street")
    if len(name) > OSM_TEXT:
        raise Refused(_("This name is too long for a street."), "street")
    known = Street.objects.filter(key=words.street_key(name)).order_by("pk").first()
    if known is not None:
        return known
    return Street.objects.create(
        name=name, key=words.street_key(name), searchable=words.searchable(name), origin=Origin.TYPED
    )


@transaction.atomic
def add_address(street: Street, house_number: str, *, by: Actor | None, postcode: str = "", city: str = "") -> Address:
    """A house number typed in; the known house if there is one. Never suggested to others: it tells who lives where."""
    number = " ".join(house_number.split())
    if not re.search(r"\d", number) or len(number) > _LONGEST_NUMBER:
        raise Refused(_("A house number looks like 12 or 12a."), "house_number")
    key = words.number_parts(number)
    same_street = Address.objects.filter(street=street, is_main=True).order_by("origin", "pk")
    for address in same_street:
        if words.number_parts(address.house_number) == key and postcode in ("", address.postcode):
            return address
    return Address.objects.create(
        origin=Origin.TYPED,
        street=street,
        street_name=street.name,
        house_number=number,
        postcode=postcode,
        city=city,
        household=f"{houses.household(street.name, number, postcode, city)}|typed",
        searchable=words.searchable(street.name, number, [postcode, city]),
        sort_key=f"{words.sort_key(street.name, number)} {words.fold(city)} {postcode}",
    )


@transaction.atomic
def place_at(
    *,
    by: Actor | None,
    address: Address | None = None,
    street: Street | None = None,
    point_of_interest: PointOfInterest | None = None,
    text: str = "",
    point: Point | None = None,
) -> Place:
    """The place that a card points to: a house (blurred), a street, a point of interest, or a spot in words.

    `point` is a spot that somebody chose on purpose, shown exactly there; `text` is what it is called.
    """
    if point is not None:
        return pin(point, " ".join(text.split()))
    if address is not None:
        return _place_of_house(address)
    if street is not None:
        position = {"latitude": street.latitude, "longitude": street.longitude}
        return Place.objects.get_or_create(street=street, defaults={"name": street.name, **position})[0]
    if point_of_interest is not None:
        there = point_of_interest
        facts = {"name": there.name, "latitude": there.latitude, "longitude": there.longitude}
        return Place.objects.get_or_create(point_of_interest=there, defaults=facts)[0]
    return _place_in_words(" ".join(text.split()), by)


def exact_address(place: Place, *, by: Actor, of: Person | None = None, url: str = "") -> Address:
    """The house itself, `of` somebody who released it. Written down and counted: see `guarded`.

    Whether `by` may see *this* house is decided by who asks for it: the matter in which its owner released it.
    """
    address = place.guarded_address
    if address is None:
        raise LookupError(f"Place {place.pk} is no house: nothing about it is guarded.")
    note_house(address.pk, Guarded.PLACE, of=of, by=by, why=Why.RELEASED, url=url)
    return address


def _place_of_house(address: Address) -> Place:
    """One place for one house, whichever of its rows was chosen."""
    place = Place.objects.filter(guarded_address__household=address.household).order_by("pk").first()
    if place is None:
        main = Address.objects.filter(household=address.household).order_by("-is_main", "pk")[0]
        place = Place.objects.get_or_create(guarded_address=main, defaults={"name": main.street_name})[0]
    settle(place)
    return place


def _place_in_words(text: str, by: Actor | None) -> Place:
    """Somebody who types a house gets it guarded like one that was chosen."""
    if not text:
        raise Refused(_("Where is it? A few words are enough."), "place")
    if len(text) > OSM_TEXT:
        raise Refused(_("Please describe the place in fewer words."), "place")
    known = next((address for address in find_addresses(text, limit=5) if _is_meant(address, text)), None)
    if known is not None:
        return _place_of_house(known)
    street = Street.objects.filter(key=words.street_key(text)).order_by("pk").first()
    if street is not None:
        return place_at(by=by, street=street)
    point = PointOfInterest.objects.filter(name__iexact=text).order_by("pk").first()
    if point is not None:
        return place_at(by=by, point_of_interest=point)
    house = _STREET_AND_NUMBER.match(text)
    street = Street.objects.filter(key=words.street_key(house["street"])).order_by("pk").first() if house else None
    if house and street:
        return _place_of_house(add_address(street, house["number"], by=by))
    return Place.objects.create(name=text)


def _is_meant(address: Address, text: str) -> bool:
    """Whether the text is this address and nothing else, with the town or without."""
    house = words.street_key(f"{address.street_name} {address.house_number}")
    postcode, city = words.street_key(address.postcode), words.street_key(address.city)
    towns = ("", postcode, city, postcode + city, city + postcode, words.street_key(address.suburb))
    return bool(address.street_name) and words.street_key(text) in {house + town for town in towns}
