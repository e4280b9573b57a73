"""Sessions, and the steps that ask once more."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from quartier.kernel.accounts.actions import accounts, cards, sessions
from quartier.kernel.accounts.models import Device
from quartier.kernel.accounts.tests.people import PASSPHRASE, account_for, is_in, logged_in, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.browsers import browser_and_system
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
NEW = "ganz neue vier worte"
DANGEROUS = (
    "/account/passphrase/",
    "/account/log-in-name/",
    "/account/email/",
    "/account/cards/new/",
    "/account/passkeys/add/",
    "/account/helpers/",
)


@pytest.fixture
def ayse() -> Account:
    return account_for(neighbour("Ayşe", "Demir"), "apfel-laterne-42")


def long_ago(client: Client) -> None:
    session = client.session
    session["account_confirmed"] = time.time() - 16 * 60
    session.save()


@pytest.mark.parametrize("address", DANGEROUS)
def test_dangerous_steps_ask_once_more_after_a_quarter_of_an_hour(ayse: Account, address: str) -> None:
    client = logged_in(ayse)
    assert client.get(address).status_code == 200
    long_ago(client)
    for answer in (client.get(address), client.post(address, {"passphrase": NEW, "login_name": "neuer-name-1"})):
        assert answer.headers["Location"].startswith("/account/confirm/")
    ayse.refresh_from_db()
    assert ayse.check_password(PASSPHRASE)
    assert client.post("/account/confirm/", {"passphrase": "falsch", "next": address}).status_code == 200
    assert client.get(address).status_code == 302
    assert client.post("/account/confirm/", {"passphrase": PASSPHRASE, "next": address}).headers["Location"] == address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", [*DANGEROUS, "/account/", "/account/devices/", "/account/confirm/", "/account/recoveries/"]
)
def test_strangers_are_asked_to_log_in(address: str) -> None:
    assert Client().get(address).headers["Location"].startswith("/account/login/")


def test_a_time_in_the_future_confirms_nothing(ayse: Account) -> None:
    client = logged_in(ayse)
    session = client.session
    session["account_confirmed"] = time.time() + 9999
    session.save()
    assert client.get("/account/passphrase/").status_code == 302


def test_whoever_has_only_a_card_confirms_with_its_pin(ayse: Account) -> None:
    fresh = cards.issue_card(ayse.person, by=Actor(ayse.person))
    ayse.password = make_password(None)
    ayse.save()
    client = Client()
    client.get(f"/account/card/{fresh.token}/")
    client.post("/account/card/", {"pin": fresh.pin})
    long_ago(client)
    client.post("/account/confirm/", {"pin": "111112"})
    assert client.get("/account/passphrase/").status_code == 302
    client.post("/account/confirm/", {"pin": fresh.pin})
    assert client.get("/account/passphrase/").status_code == 200
    assert client.post("/account/passphrase/", {"passphrase": NEW}).status_code == 302
    logged_in(ayse, NEW)


def test_a_new_passphrase_ends_all_other_sessions_and_keeps_this_one(ayse: Account) -> None:
    here, elsewhere = logged_in(ayse), logged_in(ayse)
    key = here.session.session_key
    assert here.post("/account/passphrase/", {"passphrase": NEW}).status_code == 302
    assert here.get("/account/").status_code == 200
    assert here.session.session_key != key
    assert elsewhere.get("/account/").status_code == 302
    assert [device.session_key for device in Device.objects.all()] == [here.session.session_key]
    assert ayse.person.notifications.get().notice == "account.passphrase_changed"


def test_a_weak_new_passphrase_changes_nothing(ayse: Account) -> None:
    here, elsewhere = logged_in(ayse), logged_in(ayse)
    assert here.post("/account/passphrase/", {"passphrase": "passwort1234"}).status_code == 200
    assert elsewhere.get("/account/").status_code == 200
    ayse.refresh_from_db()
    assert ayse.check_password(PASSPHRASE)


def test_one_device_or_all_others_are_logged_out(ayse: Account) -> None:
    here, phone, tablet = logged_in(ayse), logged_in(ayse), logged_in(ayse)
    row = Device.objects.get(session_key=phone.session.session_key)
    here.post(f"/account/devices/{row.pk}/end/")
    assert phone.get("/account/").status_code == 302
    assert tablet.get("/account/").status_code == 200
    here.post("/account/devices/end-others/")
    assert tablet.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_another(ayse: Account) -> None:
    victim, stranger = logged_in(ayse), logged_in(account_for(neighbour("Fremd")))
    row = Device.objects.get(session_key=victim.session.session_key)
    assert stranger.post(f"/account/devices/{row.pk}/end/").status_code == 404
    with pytest.raises(Refused):
        sessions.end_session(row, by=account_for(neighbour("Noch", "Einer")))
    assert victim.get("/account/").status_code == 200


def test_a_role_given_or_taken_counts_at_once(ayse: Account) -> None:
    client = logged_in(ayse)
    ayse.is_active = False
    ayse.save()
    assert client.get("/account/").status_code == 302


def test_the_device_is_seen_once_an_hour(ayse: Account) -> None:
    client = logged_in(ayse)
    Device.objects.update(last_seen=timezone.now().replace(year=2020))
    client.get("/account/")
    assert Device.objects.get().last_seen.year == 2020
    session = client.session
    session["account_seen"] = time.time() - 3700
    session.save()
    client.get("/account/")
    assert Device.objects.get().last_seen.year != 2020


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", ("Chrome", "Android")),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1",
            ("Safari", "iPhone"),
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", ("Edge", "Windows")),
        ("", ("", "")),
    ],
)
def test_devices_are_told_in_words(said: str, shown: tuple[str, str]) -> None:
    assert browser_and_system(said) == shown


def test_log_in_name_and_address_change(ayse: Account) -> None:
    client = logged_in(ayse)
    account_for(neighbour("Jonas"), "wolke-nest-11")
    for wrong in ("Wolke Nest 11", "ab", "12345", "böse<script>"):
        assert client.post("/account/log-in-name/", {"login_name": wrong}).status_code == 200
    assert client.post("/account/log-in-name/", {"login_name": "Ayşe Demir"}).status_code == 302
    ayse.refresh_from_db()
    assert ayse.login_name == "ayşe-demir"
    assert sessions.account_named("ayse demir") == ayse
    assert client.post("/account/email/", {"email": "nichts"}).status_code == 200
    assert client.post("/account/email/", {"email": "a@example.org"}).status_code == 302
    assert client.post("/account/email/", {"email": ""}).status_code == 302
    ayse.refresh_from_db()
    assert ayse.email == ""


def test_a_name_taken_in_the_same_moment_is_refused_by_the_database(
    ayse: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_for(neighbour("Jonas"), "wolke-nest-11")
    monkeypatch.setattr(accounts, "is_taken", lambda *_a, **_k: False)
    with pytest.raises(accounts.LoginNameTaken):
        accounts.change_login_name(ayse, "wolke-nest-11")
    ayse.refresh_from_db()
    assert ayse.login_name == "apfel-laterne-42"


def test_every_page_opens(ayse: Account) -> None:
    client = logged_in(ayse)
    for address in (
        *DANGEROUS,
        "/account/",
        "/account/devices/",
        "/account/cards/",
        "/account/passkeys/",
        "/account/switch/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "no-store" in answer.headers["Cache-Control"]
    assert is_in(client)
