"""Heute says what still wants doing to those who can do it, and to nobody else."""

import pytest

from quartier.kernel.gate.tests.people import client_of, guest, neighbour
from quartier.kernel.people.models import Account, Person
from quartier.kernel.quarter.models import Quarter
from quartier.kernel.windows.reminders import reminders

pytestmark = pytest.mark.django_db


def titles(viewer: Person | None) -> list[str]:
    from django.utils.translation import override

    with override("en"):
        return [card["title"] for card in reminders(viewer)]


def test_one_key_holder_is_reminded_until_there_are_two_who_can_log_in() -> None:
    Quarter.objects.update(imprint="Verein")
    kim = neighbour("Kim", "key_holder")
    assert titles(kim) == ["You alone hold the keys"]
    lea = neighbour("Lea", "key_holder")
    assert titles(kim) == []
    Account.objects.filter(person=lea).delete()
    assert titles(kim) == ["Lea Beispiel has no log-in yet"]


def test_imprint_and_guests() -> None:
    kim, desk, nina = neighbour("Kim", "key_holder"), neighbour("Desk", "coordinator"), neighbour("Nina")
    assert "The imprint is missing" in titles(kim)
    assert titles(desk) == []
    gustav = guest()
    assert titles(desk) == ["1 guest is waiting"]
    assert titles(gustav) == ["You are a guest here"]
    assert titles(nina) == titles(None) == []
    assert "1 guest is waiting" in client_of(desk).get("/").content.decode()
