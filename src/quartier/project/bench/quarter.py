"""The people, groups and organisations of the quarter that is measured, and who of them looks at the pages."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from quartier.kernel.groups.models import Group, Membership, Organisation, OrganisationKind, OrganisationMember
from quartier.kernel.people.login_keys import login_key
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.importing import import_osm
from quartier.kernel.places.models import Address, Place
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.project.bench import words
from quartier.project.demo import streets

MOST_PEOPLE = 5_000
GROUPS = 24
ORGANISATIONS = 50
MOST_PLACES = 150
PASSPHRASE = "linde amsel quitte"  # everybody's: it is hashed once
NEIGHBOUR, ACTIVE, GUEST = 0, 1, 2  # whose eyes the pages are measured with; their places in `people`
POSTERS = 100  # so many people have a session, to write with
QUARTER = {
    "name": "Messviertel",
    "imprint": "Probe",
    "is_set_up": True,
    "settings": {"board": {"posts_a_day": 100_000}},  # a hundred people write without a pause
}


@dataclass(frozen=True)
class Population:
    people: list[Person]
    groups: list[Group]
    organisations: list[Organisation]
    places: list[Place]


def move_in(entries: int) -> Population:
    """Everybody moves in. The neighbour holds a handful of audience keys, the active one 70, the guest two."""
    chance = Random(1)
    places = _draw_streets(min(MOST_PLACES, entries // 20))
    Quarter.objects.update_or_create(pk=1, defaults=QUARTER)
    forget_quarter()
    people = _people(chance, min(MOST_PEOPLE, entries + POSTERS), list(Address.objects.filter(place__in=places)))
    groups = Group.objects.bulk_create(Group(name=f"Gruppe {number + 1}") for number in range(GROUPS))
    kinds = list(OrganisationKind)
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Verein {number + 1}", kind=kinds[number % len(kinds)], is_confirmed=True)
        for number in range(ORGANISATIONS)
    )
    _join(chance, people, groups, organisations)
    return Population(people, groups, organisations, places)


def cookie_of(person: Person) -> str:
    """What the browser of somebody sends who is logged in."""
    account = Account.objects.get(person=person)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    long_ago = (timezone.now() - timedelta(days=3)).isoformat()
    session["visits"] = {"latest": timezone.now().isoformat(), "before": long_ago}
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _draw_streets(number: int) -> list[Place]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "streets.osm"
        streets.osm_file().write(file, encoding="utf-8", xml_declaration=True)
        import_osm(file)
    return [place_at(by=None, address=address) for address in Address.objects.order_by("pk")[:number]]


def _people(chance: Random, count: int, homes: list[Address]) -> list[Person]:
    joined = timezone.now() - timedelta(days=700)
    people = Person.objects.bulk_create(
        Person(
            given_name=chance.choice(words.GIVEN),
            family_name=chance.choice(words.FAMILY),
            standing=Standing.GUEST if number == GUEST else Standing.MEMBER,
            languages=["de"],
            address=chance.choice(homes),
            joined=joined,
            confirmed=joined,
        )
        for number in range(count)
    )
    password = make_password(PASSPHRASE)
    Account.objects.bulk_create(
        Account(login_name=name_of(number), login_key=login_key(name_of(number)), password=password, person=person)
        for number, person in enumerate(people)
    )
    return people


def name_of(number: int) -> str:
    return f"probe-amsel-{number}"


def _join(chance: Random, people: list[Person], groups: list[Group], organisations: list[Organisation]) -> None:
    Membership.objects.bulk_create(
        Membership(person=person, group=group)
        for number, person in enumerate(people)
        if number != GUEST
        for group in (groups if number == ACTIVE else chance.sample(groups, chance.randint(1, 4)))
    )
    OrganisationMember.objects.bulk_create(
        OrganisationMember(organisation=organisation, person=person)
        for number, organisation in enumerate(organisations)
        for person in {people[ACTIVE] if number < 43 else people[10], *chance.sample(people[POSTERS:], 3)}
    )
