"""Log-in cards and devices that several people use."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import cards
from quartier.kernel.accounts.codes import is_weak_pin, new_pin
from quartier.kernel.accounts.models import LoginCard
from quartier.kernel.accounts.tests.people import PASSPHRASE, account_for, coordinator, is_in, logged_in, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
WRONG = "111112"


@pytest.fixture
def ayse() -> Account:
    return account_for(neighbour("Ayşe", "Demir"), "apfel-laterne-42")


def own_card(account: Account) -> cards.FreshCard:
    return cards.issue_card(account.person, by=Actor(account.person))


def come_in(fresh: cards.FreshCard, pin: str, client: Client | None = None) -> Client:
    client = client or Client()
    client.get(f"/account/card/{fresh.token}/")
    client.post("/account/card/", {"pin": pin})
    return client


def test_card_and_pin_let_in_and_neither_is_kept_readable(ayse: Account) -> None:
    fresh = own_card(ayse)
    assert len(fresh.token) >= 22
    assert re.fullmatch("[0-9]{6}", fresh.pin)
    assert fresh.token not in str(vars(LoginCard.objects.get()))
    assert fresh.pin not in LoginCard.objects.get().token_hash
    assert is_in(come_in(fresh, fresh.pin))
    assert is_in(come_in(fresh, f"{fresh.pin[:3]} {fresh.pin[3:]}"))
    assert not is_in(come_in(fresh, WRONG))


def test_the_token_leaves_the_address_at_once(ayse: Account) -> None:
    fresh, client = own_card(ayse), Client()
    answer = client.get(f"/account/card/{fresh.token}/")
    assert answer.headers["Location"] == "/account/card/"
    assert fresh.token not in client.get("/account/card/").content.decode()


def test_five_wrong_pins_stop_this_card_alone_and_its_owner_is_told(ayse: Account) -> None:
    stolen, other = own_card(ayse), own_card(ayse)
    for _ in range(5):
        come_in(stolen, WRONG)
    assert not is_in(come_in(stolen, stolen.pin))
    assert [notice.notice for notice in ayse.person.notifications.all()] == ["account.card_paused"]
    assert is_in(come_in(other, other.pin))
    client = logged_in(ayse)
    client.post(f"/account/cards/{stolen.card.pk}/resume/")
    assert is_in(come_in(stolen, stolen.pin))


def test_a_right_pin_makes_earlier_mistakes_good(ayse: Account) -> None:
    fresh = own_card(ayse)
    for _ in range(3):
        for _ in range(4):
            come_in(fresh, WRONG)
        assert is_in(come_in(fresh, fresh.pin))


def test_an_ended_card_lets_nobody_in(ayse: Account) -> None:
    fresh, other = own_card(ayse), own_card(ayse)
    logged_in(ayse).post(f"/account/cards/{fresh.card.pk}/end/")
    assert not is_in(come_in(fresh, fresh.pin))
    assert is_in(come_in(other, other.pin))


def test_nobody_ends_or_resumes_the_card_of_another(ayse: Account) -> None:
    fresh, stranger = own_card(ayse), neighbour("Fremd")
    for action in (cards.end_card, cards.resume_card):
        with pytest.raises(Refused):
            action(fresh.card, by=Actor(stranger))
    client = logged_in(account_for(stranger))
    assert client.post(f"/account/cards/{fresh.card.pk}/end/").status_code == 404
    assert LoginCard.objects.count() == 1


def test_the_desk_makes_a_card_and_the_person_is_told(ayse: Account) -> None:
    fresh = cards.issue_card(ayse.person, by=coordinator())
    notice = ayse.person.notifications.get()
    assert (notice.notice, fresh.card.made_by) == ("account.card_made", notice.by)


def test_neither_a_neighbour_nor_a_lesser_role_makes_a_card_for_another(ayse: Account) -> None:
    keeper = account_for(neighbour("Kim", role="key_holder"))
    with pytest.raises(Refused):
        cards.issue_card(ayse.person, by=Actor(neighbour("Jonas")))
    with pytest.raises(Refused):
        cards.issue_card(keeper.person, by=coordinator())
    assert not LoginCard.objects.exists()
    assert cards.issue_card(keeper.person, by=Actor(neighbour("Lu", role="key_holder")))


def test_without_an_account_there_is_no_card() -> None:
    with pytest.raises(Refused):
        cards.issue_card(neighbour("Elif"), by=coordinator())


def test_the_page_shows_the_card_once(ayse: Account) -> None:
    client = logged_in(ayse)
    assert "account-qr" not in client.get("/account/cards/new/").content.decode()
    page = client.post("/account/cards/new/", HTTP_HOST="quartier.local:8400").content.decode()
    assert '<svg class="account-qr"' in page or 'class="account-qr"' in page
    assert "style=" not in page
    assert "quartier.local:8400" in page
    assert "apfel-laterne-42" in page
    assert client.get("/account/cards/").status_code == 200


def test_pins_cannot_be_guessed_from_one_network(ayse: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PINS_OF_NETWORK", limits.Limit("few", 2, limits.QUARTER_OF_AN_HOUR))
    client = Client()
    answers = [client.post("/account/card/", {"pin": WRONG}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


@pytest.mark.parametrize("pin", ["000000", "123456", "654321", "789012", "121212", "123123"])
def test_weak_pins_are_known(pin: str) -> None:
    assert is_weak_pin(pin)
    assert not is_weak_pin("194073")
    assert all(not is_weak_pin(new_pin()) for _ in range(50))


def switch(client: Client, **body: Any) -> Any:
    return client.post("/account/switch/", body)


def test_people_on_one_device_switch_with_a_pin(ayse: Account) -> None:
    client = logged_in(ayse)
    assert switch(client, keep="on", pin="194073").status_code == 302
    assert not is_in(client)
    page = client.get("/account/login/").content.decode()
    assert "Ayşe" in page
    assert "Demir" not in page
    assert ayse.login_name not in client.get("/account/back/0/").content.decode()
    client.post("/account/back/0/", {"secret": WRONG})
    assert not is_in(client)
    client.post("/account/back/0/", {"secret": "194073"})
    assert is_in(client)
    assert client.cookies["sessionid"]["max-age"] == ""
    switch(client)
    client.post("/account/back/0/", {"secret": PASSPHRASE})
    assert is_in(client)
    assert LoginCard.objects.count() == 1


def test_without_asking_nobody_is_listed(ayse: Account) -> None:
    client = logged_in(ayse)
    switch(client)
    assert "Ayşe" not in client.get("/account/login/").content.decode()
    assert b"secret" not in client.get("/account/back/0/").content


@pytest.mark.parametrize("pin", ["123456", "12345", "abcdef"])
def test_a_weak_pin_for_the_device_is_refused_and_nobody_is_logged_out(ayse: Account, pin: str) -> None:
    client = logged_in(ayse)
    assert switch(client, keep="on", pin=pin).status_code == 200
    assert is_in(client)
    assert not LoginCard.objects.exists()


def test_a_listed_name_can_be_taken_off_and_a_forged_list_says_nothing(ayse: Account) -> None:
    client = logged_in(ayse)
    switch(client, keep="on", pin="")
    client.post("/account/back/0/", {"forget": "1"})
    assert "Ayşe" in client.get("/account/login/").content.decode()  # says once that the name is gone
    assert "Ayşe" not in client.get("/account/login/").content.decode()
    assert not LoginCard.objects.exists()
    client.cookies["quartier_people"] = "[['Böse','x']]:forged"
    assert b"secret" not in client.get("/account/back/0/").content
