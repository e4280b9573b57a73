"""Twenty at the same moment gain nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import accounts, cards, recovery
from quartier.kernel.accounts.tests.people import PASSPHRASE, account_for, coordinator, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def at_once(do: Callable[[int], Any]) -> list[Any]:
    """What each of many threads got, all let go at one moment; a refusal is what it got too."""
    start = Barrier(MANY)

    def one(number: int) -> Any:
        start.wait()
        try:
            return do(number)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def done(results: list[Any]) -> int:
    return sum(not isinstance(result, Refused) for result in results)


def test_twenty_guesses_at_once_are_ten() -> None:
    let_through = sum(at_once(lambda _number: limits.allowed(limits.GUESSES, "somebody", "somewhere")))
    print("of 20 guesses at once", let_through, "were compared")
    assert let_through <= limits.GUESSES.tries
    assert not limits.allowed(limits.GUESSES, "somebody", "somewhere")


def test_twenty_wrong_pins_at_once_are_five(monkeypatch: pytest.MonkeyPatch) -> None:
    person = account_for(neighbour("Ayşe")).person
    fresh = cards.issue_card(person, by=Actor(person))
    compared: list[str] = []

    def compare(pin: str, _hashed: str) -> bool:
        compared.append(pin)
        return False

    monkeypatch.setattr(cards, "check_password", compare)
    assert done(at_once(lambda _number: cards.check_pin(fresh.card, "111112"))) == 0
    assert len(compared) == 5
    assert person.notifications.count() == 1


def test_one_log_in_name_is_given_to_one_person() -> None:
    def join(number: int) -> Account:
        name = {"given_name": f"Nachbar {number}", "family_name": "", "login_name": "apfel-laterne-42"}
        return accounts.sign_up(**name, passphrase=PASSPHRASE)

    assert done(at_once(join)) == 1
    assert Person.objects.count() == Account.objects.count() == 1


def test_a_code_from_the_desk_works_once() -> None:
    account = account_for(neighbour("Ayşe"))
    code = recovery.recovery_by_code(recovery.issue_recovery(account.person, by=coordinator()), network="n")
    assert done(at_once(lambda number: recovery.finish_by_code(code, f"neues passwort {number} hier"))) == 1
