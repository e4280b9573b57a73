"""The made-up neighbours move in: households, log-ins, guardians, and who confirmed whom."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from django.utils import timezone

from quartier.kernel.people.confirmations import Confirmation, Ground
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.login_keys import login_key
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.models import Address

PASSPHRASE = "linde amsel quitte"  # only ever of made-up people
RESIDENT, COORDINATOR, YOUNG = "Ayşe Demir", "Mia Kowalski", "Luka Marković"
LOGIN_NAMES = {RESIDENT: "quitte-amsel-7", COORDINATOR: "linde-laterne-12", YOUNG: "kicker-bunker-16"}
FOUNDED = 400  # days ago; a year of entries has room since then
ADULT, A_GENERATION = 18, 16
GONE = {Standing.LEFT, Standing.DIED}
GROUNDS = (Ground.LETTER, Ground.KNOWN, Ground.DESK, Ground.VOUCHED)

Said = dict[str, Any]


def households() -> dict[str, dict[str, Said]]:
    """Address → name → what is said of them."""
    return tomllib.loads((Path(__file__).parent / "people.toml").read_text(encoding="utf-8"))


def move_in() -> None:
    """Writes everybody in a few statements: 200 log-ins take no second."""
    now = timezone.now()
    houses = {f"{house.street_name} {house.house_number}": house for house in Address.objects.filter(is_main=True)}
    there: dict[str, tuple[Person, Said]] = {}
    for address, household in households().items():
        for name, said in household.items():
            there[name] = (_person(name, said, houses[address], number=len(there), now=now), said)
    Person.objects.bulk_create(person for person, _said in there.values())
    for house in {person.address for person, _said in there.values()}:
        place_at(by=None, address=house)
    _hand_out_log_ins(there)
    _name_guardians(there)
    _confirm(there)


def _person(name: str, said: Said, house: Address, *, number: int, now: datetime) -> Person:
    given, _space, family = name.rpartition(" ")
    standing = Standing(said.get("standing", Standing.MEMBER))
    joined = now - timedelta(days=said.get("here", FOUNDED - number // 6), hours=number % 9)
    next_morning = timezone.localtime(joined + timedelta(days=1)).replace(hour=10, minute=15)
    confirmed = min(next_morning, now) if standing != Standing.GUEST else None
    return Person(
        given_name=given,
        family_name=family,
        birth_date=_birthday(said["age"], number, now.date()),
        languages=said.get("speaks", "de").split(),
        about=said.get("about", ""),
        address=house,
        standing=standing,
        joined=joined,
        confirmed=confirmed,
        newcomer_since=confirmed if standing == Standing.MEMBER else None,
    )


def _birthday(age: int, number: int, today: date) -> date:
    """So that they are as old as it says, whenever the demo is filled."""
    days_since_birthday = (number * 37 + 11) % 365
    return date(today.year - age, today.month, min(today.day, 28)) - timedelta(days=days_since_birthday)


def _hand_out_log_ins(there: dict[str, tuple[Person, Said]]) -> None:
    """The two of the terminal can log in; nobody knows the others' passphrases."""
    words = cycle(
        ("ahorn", "birke", "clivia", "distel", "efeu", "fichte", "ginster", "hasel", "iris", "kresse", "lauch")
    )
    accounts = []
    for number, (name, (person, said)) in enumerate(there.items(), start=1):
        if name in LOGIN_NAMES:
            Account.objects.create_user(LOGIN_NAMES[name], PASSPHRASE, person)
        elif said["age"] >= 12 and said.get("device", True) and person.standing not in GONE:
            account = Account(login_name=f"{next(words)}-{next(words)}-{number}", person=person)
            account.login_key = login_key(account.login_name)
            account.set_unusable_password()
            accounts.append(account)
    Account.objects.bulk_create(accounts)


def _name_guardians(there: dict[str, tuple[Person, Said]]) -> None:
    """Parents are whoever lives with a child and is a generation older."""
    rows = []
    for household in households().values():
        for child in (name for name, said in household.items() if said["age"] < ADULT):
            for name, said in household.items():
                if said["age"] - household[child]["age"] >= A_GENERATION and said["age"] >= ADULT:
                    rows.append(Guardianship(child=there[child][0], guardian=there[name][0]))
    Guardianship.objects.bulk_create(rows)


def _confirm(there: dict[str, tuple[Person, Said]]) -> None:
    desk = there[COORDINATOR][0]
    confirmed = [person for person, _said in there.values() if person.confirmed and person != desk]
    rows = [Confirmation(person=desk, by=None, ground=Ground.FOUNDER, at=desk.confirmed or desk.joined)]
    for number, person in enumerate(confirmed):
        ground, at = GROUNDS[number % len(GROUNDS)], person.confirmed or person.joined
        rows.append(Confirmation(person=person, by=desk, ground=ground, at=at, is_current=person.standing not in GONE))
    Confirmation.objects.bulk_create(rows)
