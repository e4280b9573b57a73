"""Throttling (quality.md, S5): guessing ends soon behind every door, and whoever is guessed at is never locked out."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.test import Client

import quartier.kernel
from quartier.api.testing.people import client_of, guest
from quartier.kernel.accounts.actions import cards
from quartier.kernel.accounts.codes import new_token
from quartier.kernel.accounts.limits import Limit
from quartier.kernel.accounts.models import Attempt
from quartier.kernel.accounts.views import recovering
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing

pytestmark = pytest.mark.django_db
PASSPHRASE = "apfel laterne wolke nest"


@pytest.fixture
def ayse() -> Account:
    person = Person.objects.create(given_name="Ayşe", family_name="Demir", standing=Standing.MEMBER)
    account = Account.objects.create_user("birke-wolke-17", PASSPHRASE, person)
    Account.objects.filter(pk=account.pk).update(email="ayse@example.org")
    return account


class Throttled(NamedTuple):
    """Where a limit holds: `guess(client, number)` sends one wrong try."""

    guess: Callable[[Client, int], Any]
    most: int  # tries before it says no


def throttled(ayse: Account) -> dict[str, Throttled]:
    """By the limit's name. A limit without a row here turns `test_each_limit_has_a_door` red."""

    def post(url: str, body: Callable[[int], dict[str, str]]) -> Callable[[Client, int], Any]:
        return lambda client, number: client.post(url, body(number))

    def card(client: Client, number: int) -> Any:
        client.get(f"/account/card/{new_token()}/")
        return client.post("/account/card/", {"pin": f"{number:06d}"})

    wrong = "falsch falsch falsch"
    return {
        "guesses": Throttled(post("/account/login/", lambda _n: {"login_name": ayse.login_name, "passphrase": wrong}), 10),
        "guesses-network": Throttled(post("/account/login/", lambda n: {"login_name": f"name-{n}", "passphrase": wrong}), 100),
        "pins-network": Throttled(card, 50),
        "codes-network": Throttled(post("/account/recover/", lambda n: {"code": f"ABCD-{n:04d}"}), 10),
        "recoveries-network": Throttled(post("/account/recover/neighbours/", lambda n: {"login_name": f"name-{n}"}), 10),
        "passkeys": Throttled(post("/account/passkey/", lambda _n: {"question": "1"}), 100),
    }  # fmt: skip


NOT_GUESSING = {
    "sign-ups": "limits how many join from one network",
    "recoveries-name": "answers the same, silently",
    "letters-network": "by guests who are signed in: below",
    "letters-person": "by guests who are signed in: below",
    **dict.fromkeys(("test-mails", "test-pushes", "confirm-mails", "confirm-mails-to"), "limits how much is sent"),
    **dict.fromkeys(("reports-network", "reports-person"), "limits how much is reported"),
}


def limits_there() -> set[str]:
    """Every limit that any part of the kernel declares."""
    found = set()
    for area in pkgutil.walk_packages(quartier.kernel.__path__, "quartier.kernel."):
        if ".tests" not in area.name and ".migrations" not in area.name:
            there = vars(importlib.import_module(area.name)).values()
            found |= {value.name for value in there if isinstance(value, Limit)}
    return found


def test_each_limit_has_a_door(ayse: Account) -> None:
    assert limits_there() - set(NOT_GUESSING) == set(throttled(ayse)), "Give it a row in `throttled`"


def test_guessing_ends_soon_and_whoever_is_guessed_at_still_gets_in(
    ayse: Account, count: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess(ayse, count, monkeypatch, most=10)


@pytest.mark.long
def test_guessing_ends_behind_each_door(ayse: Account, count: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    guess(ayse, count, monkeypatch, most=1000)


def guess(ayse: Account, count: Any, monkeypatch: pytest.MonkeyPatch, *, most: int) -> None:
    monkeypatch.setattr(recovering, "SAME_TIME", 0)
    tried = 0
    for name, door in throttled(ayse).items():
        if door.most > most:
            continue
        Attempt.objects.all().delete()
        own = _own_device(ayse)
        attacker = Client(REMOTE_ADDR="203.0.113.9", HTTP_HOST="localhost")
        answers = [door.guess(attacker, number).status_code for number in range(door.most + 1)]
        tried += len(answers)
        assert answers[-1] == 429, f"{name}: {door.most + 1} guesses, and it goes on: {answers[-3:]}"
        assert _gets_in(ayse, own), f"{name}: the one who was guessed at is locked out on their own device"
        assert _gets_in(ayse, Client(REMOTE_ADDR="198.51.100.7")), f"{name}: … and from another network"
    count("S5 guesses", tried, seed=None)


def _own_device(account: Account) -> Client:
    """Where they were logged in before, behind the same network as the attacker."""
    client = Client(REMOTE_ADDR="203.0.113.9")
    client.post(
        "/account/login/", {"login_name": account.login_name, "passphrase": PASSPHRASE}, REMOTE_ADDR="192.0.2.1"
    )
    client.post("/account/logout/")
    return client


def _gets_in(account: Account, client: Client) -> bool:
    return (
        client.post("/account/login/", {"login_name": account.login_name, "passphrase": PASSPHRASE}).status_code == 302
    )


@pytest.mark.parametrize("is_one_person", [True, False])
def test_letter_codes_are_not_guessed_by_one_guest_nor_by_many_of_one_network(is_one_person: bool) -> None:
    guests = [guest() for _number in range(1 if is_one_person else 11)]
    answers = []
    for number in range(11):
        client = client_of(guests[0] if is_one_person else guests[number])
        network = f"198.51.100.{number}" if is_one_person else "203.0.113.9"
        answers.append(client.post("/brief/", {"code": f"ABCD-{number:04d}"}, REMOTE_ADDR=network).status_code)
    assert answers == [200] * 10 + [429]
    assert client_of(guest()).post("/brief/", {"code": "ABCD-9999"}, REMOTE_ADDR="192.0.2.77").status_code == 200


def test_five_wrong_pins_stop_the_card_and_not_its_owner(ayse: Account) -> None:
    fresh = cards.issue_card(ayse.person, by=Actor(ayse.person))
    thief = Client()
    thief.get(f"/account/card/{fresh.token}/")
    for number in range(6):
        thief.post("/account/card/", {"pin": f"{number:06d}"})
    assert thief.post("/account/card/", {"pin": fresh.pin}).status_code != 302
    assert _gets_in(ayse, Client())
