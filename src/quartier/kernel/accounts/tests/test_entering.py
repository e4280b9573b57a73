"""Logging in: who gets in, who doesn't, and that the answer tells nothing."""

from __future__ import annotations

import re
import statistics
import time
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import sessions
from quartier.kernel.accounts.models import Attempt, Device
from quartier.kernel.accounts.tests.people import PASSPHRASE, account_for, is_in, logged_in, neighbour
from quartier.kernel.people.hashing import PassphraseHasher
from quartier.kernel.people.models import Account, Standing
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ayse() -> Account:
    return account_for(neighbour("Ayşe", "Demir"), "apfel-laterne-42")


def guess(
    client: Client,
    name: str = "apfel-laterne-42",
    passphrase: str = "falsch falsch",
    address: str = "10.0.0.1",
    **more: str,
) -> int:
    body = {"login_name": name, "passphrase": passphrase, **more}
    return client.post("/account/login/", body, REMOTE_ADDR=address).status_code


@pytest.mark.parametrize("typed", ["apfel-laterne-42", "Apfel Laterne 42", "apfellaterne42", "Ayse@Example.org"])
def test_name_or_address_let_in(ayse: Account, typed: str) -> None:
    Account.objects.update(email="ayse@example.org")
    assert sessions.account_by_passphrase(typed, PASSPHRASE, network="n") == ayse


def test_the_oldest_account_keeps_an_address(ayse: Account) -> None:
    other = account_for(neighbour("Fremd"), "fremd-name-11", "ganz andere passphrase")
    Account.objects.update(email="ayse@example.org")
    assert sessions.account_by_passphrase("ayse@example.org", PASSPHRASE, network="n") == ayse
    with pytest.raises(Refused):
        sessions.account_by_passphrase("ayse@example.org", "ganz andere passphrase", network="n")
    assert other


def test_a_wrong_passphrase_changes_nothing_and_keeps_what_was_typed(ayse: Account) -> None:
    client = Client()
    page = client.post("/account/login/", {"login_name": "apfel-laterne-42", "passphrase": "falsch"}).content.decode()
    assert 'value="apfel-laterne-42"' in page
    assert not is_in(client)
    assert not Device.objects.exists()


def test_who_died_or_is_switched_off_does_not_get_in(ayse: Account) -> None:
    client = logged_in(ayse)
    ayse.person.standing = Standing.DIED
    ayse.person.save()
    assert client.get("/account/confirm/").status_code == 302
    with pytest.raises(Refused):
        sessions.account_by_passphrase(ayse.login_name, PASSPHRASE, network="n")


def test_the_answer_is_the_same_whether_there_is_such_an_account(ayse: Account) -> None:
    account_for(neighbour("Da"), "birke-wolke-12")
    pages = []
    for name in ("birke-wolke-12", "birke-nichts-12"):
        answer = Client().post("/account/login/", {"login_name": name, "passphrase": "falsch falsch"})
        page = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[\w-]+"', "", answer.content.decode())
        pages.append((answer.status_code, sorted(answer.cookies), page.replace(name, "NAME")))
    assert pages[0] == pages[1]


def test_the_time_is_the_same_whether_there_is_such_an_account(real_hashing: None, ayse: Account) -> None:
    card_only = account_for(neighbour("Karte"), "nur-karte-12")
    card_only.password = make_password(None)
    card_only.save()
    took: dict[str, list[float]] = {"apfel-laterne-42": [], "gibt-es-nicht-99": [], "nur-karte-12": []}
    for turn in range(25):
        for name, times in took.items():
            began = time.thread_time()
            with pytest.raises(Refused):
                sessions.account_by_passphrase(name, "falsch falsch", network=str(turn))
            times.append(time.thread_time() - began)
    medians = {name: statistics.median(times) for name, times in took.items()}
    print("median CPU time of a log-in in ms:", {name: round(1000 * value, 1) for name, value in medians.items()})
    assert max(medians.values()) < 1.5 * min(medians.values())


def test_ten_guesses_then_a_pause_before_any_hashing(
    real_hashing: None, ayse: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    assert [guess(client) for _ in range(10)] == [200] * 10
    hashed = []
    monkeypatch.setattr(PassphraseHasher, "verify", lambda *_: hashed.append(1))
    assert guess(client, passphrase=PASSPHRASE) == 429
    assert guess(client, name="APFEL laterne42", passphrase=PASSPHRASE) == 429
    assert not hashed
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=16))
    monkeypatch.undo()
    assert guess(client, passphrase=PASSPHRASE) == 302


def test_who_guesses_elsewhere_or_beside_me_keeps_me_not_out(ayse: Account) -> None:
    own = logged_in(ayse)
    own.post("/account/logout/")
    for _ in range(11):
        guess(Client(), address="10.9.9.9")
        guess(Client(), address="127.0.0.1")
    assert guess(Client(), passphrase=PASSPHRASE, address="127.0.0.1") == 429
    assert guess(Client(), passphrase=PASSPHRASE, address="10.0.0.1") == 302  # another network
    assert guess(own, passphrase=PASSPHRASE, address="127.0.0.1") == 302  # my own device, beside the guesser


def test_a_network_that_tries_everybody_is_stopped(ayse: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GUESSES_OF_NETWORK", limits.Limit("few", 3, timedelta(minutes=15)))
    assert [guess(Client(), name=f"name-{turn}-1") for turn in range(4)] == [200, 200, 200, 429]
    assert guess(Client(), address="10.0.0.2", passphrase=PASSPHRASE) == 302


def test_a_right_passphrase_does_not_wipe_out_guesses_at_others(ayse: Account) -> None:
    for turn in range(5):
        guess(Client(), name=f"name-{turn}-1")
    before = Attempt.objects.count()
    guess(Client(), passphrase=PASSPHRASE)
    assert Attempt.objects.count() == before


def test_nobody_pretends_to_come_from_another_network(rf: object) -> None:
    request = rf.get("/", REMOTE_ADDR="192.168.1.7", HTTP_X_FORWARDED_FOR="1.2.3.4")  # type: ignore[attr-defined]
    assert limits.network_of(request) == "192.168.1.7"
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.168.1.7")  # type: ignore[attr-defined]
    assert limits.network_of(request) == "127.0.0.1", "a tunnel that ends here hands on what strangers wrote"
    request = rf.get("/", REMOTE_ADDR="2001:db8:1:2:3:4:5:6")  # type: ignore[attr-defined]
    assert limits.network_of(request) == "2001:db8:1:2::/64"


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/help/", "/help/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_next_leads_nowhere_else(ayse: Account, wanted: str, leads_to: str) -> None:
    client = Client()
    answer = client.post("/account/login/", {"login_name": ayse.login_name, "passphrase": PASSPHRASE, "next": wanted})
    assert answer.headers["Location"] == leads_to


def test_logging_in_gives_the_session_a_new_key_and_leaves_nothing_after_logging_out(ayse: Account) -> None:
    client = Client()
    client.post("/account/new/", {"given_name": "A", "family_name": "B"})
    before = client.session.session_key
    client.post("/account/login/", {"login_name": ayse.login_name, "passphrase": PASSPHRASE})
    assert client.session.session_key != before
    assert Device.objects.get().session_key == client.session.session_key
    assert client.get("/account/logout/").status_code == 405
    client.post("/account/logout/")
    assert not is_in(client)
    assert not Device.objects.exists()


def test_a_shared_device_forgets_with_the_browser_or_after_a_while(ayse: Account) -> None:
    client = Client()
    guess(client, passphrase=PASSPHRASE, shared="on")
    assert client.cookies["sessionid"]["max-age"] == ""
    assert "quartier_known" not in client.cookies
    assert "no-store" in client.get("/").headers["Cache-Control"]
    session = client.session
    session["account_seen"] = time.time() - 21 * 60
    session.save()
    client.get("/")
    assert not is_in(client)


def test_the_own_device_stays_logged_in(ayse: Account) -> None:
    client = logged_in(ayse)
    assert int(client.cookies["sessionid"]["max-age"]) > 60 * 60 * 24 * 30
