"""Fills an empty server with a made-up quarter, through the same doors as real neighbours."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone, translation

from quartier.kernel import registry
from quartier.kernel.contract import Role
from quartier.kernel.groups.models import Organisation, OrganisationMember
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.importing import import_osm
from quartier.kernel.places.models import Address
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.roles.models import RoleHolder
from quartier.project.demo import people, streets

PASSPHRASE = "linde amsel quitte"  # only ever of made-up people
LOGIN_NAMES = {people.RESIDENT: "quitte-amsel-7", people.COORDINATOR: "linde-laterne-12"}
IMPRINT = "Nachbarschaftstreff Linde e. V.\nAm Treffpunkt 1\n00000 Lindenau\n\nDieses Quartier ist ausgedacht."


def fill_demo() -> None:
    """Does nothing where there is a quarter already."""
    if Quarter.objects.filter(is_set_up=True).exists():
        return
    with translation.override("de"):
        _draw_streets()
        with transaction.atomic():
            Quarter.objects.update_or_create(
                pk=1,
                defaults={"name": "Lindenviertel", "area": streets.outline(), "imprint": IMPRINT, "is_set_up": True},
            )
            forget_quarter()
            _move_in()
            for module in registry.modules():
                if module.demo:
                    module.demo()


def logins() -> list[str]:
    """Who may look around, for the terminal."""
    return [
        f"Look around as a resident:    {LOGIN_NAMES[people.RESIDENT]}   passphrase: {PASSPHRASE}",
        f"Look around as a coordinator: {LOGIN_NAMES[people.COORDINATOR]}   passphrase: {PASSPHRASE}",
    ]


def _draw_streets() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lindenviertel.osm"
        streets.osm_file().write(file, encoding="utf-8", xml_declaration=True)
        import_osm(file)


def _move_in() -> None:
    joined = timezone.now() - timedelta(days=200)
    known: dict[str, Person] = {}
    for number, one in enumerate(people.NEIGHBOURS):
        houses = Address.objects.filter(street_name=one.street).order_by("pk")
        person = Person.objects.create(
            given_name=one.given_name,
            family_name=one.family_name,
            birth_date=date(one.born, 5, 1 + number),
            languages=list(one.languages),
            about=one.about,
            address=houses[(number * 7) % houses.count()],
            standing=Standing.MEMBER,
            joined=joined + timedelta(days=number * 9),
            confirmed=joined + timedelta(days=number * 9 + 1),
        )
        place_at(by=None, address=person.address)
        known[one.given_name] = person
        if one.given_name in LOGIN_NAMES:
            Account.objects.create_user(LOGIN_NAMES[one.given_name], PASSPHRASE, person)
    Person.objects.create(given_name=people.GUEST[0], family_name=people.GUEST[1], standing=Standing.GUEST)
    for name, role in (
        (people.COORDINATOR, Role.COORDINATOR),
        (people.COORDINATOR, Role.KEY_HOLDER),
        ("Paul", Role.KEY_HOLDER),
    ):
        RoleHolder.objects.create(person=known[name], role=role)
    RoleHolder.objects.create(person=known["Sofia"], role=Role.MODERATOR)
    Guardianship.objects.create(child=known["Emma"], guardian=known["Katrin"])
    for name, kind, about, manager in people.ORGANISATIONS:
        organisation = Organisation.objects.create(name=name, kind=kind, about=about, is_confirmed=True)
        OrganisationMember.objects.create(organisation=organisation, person=known[manager], may_manage=True)
