"""Joining: what the actions promise, then the pages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import accounts
from quartier.kernel.accounts.login_names import proposed_login_name
from quartier.kernel.accounts.tests.people import PASSPHRASE, account_for, coordinator, is_in, neighbour
from quartier.kernel.accounts.words import proposed_passphrase, words
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
AYSE: dict[str, Any] = {
    "given_name": "Ayşe",
    "family_name": "Demir",
    "login_name": "apfel-laterne-42",
    "passphrase": PASSPHRASE,
}


def test_words_are_easily_spelt_and_never_a_letter_apart() -> None:
    assert len(words()) > 700
    assert all(re.fullmatch("[a-z]{3,9}", word) for word in words())
    by_gap: dict[str, str] = {}
    for word in words():
        for place in range(len(word)):
            gap = f"{word[:place]}_{word[place + 1 :]}"
            assert gap not in by_gap, (word, by_gap.get(gap))
            by_gap[gap] = word
    assert re.fullmatch("[a-z]+-[a-z]+-[1-9][0-9]", proposed_login_name())
    assert len(proposed_passphrase().split()) == 4


def test_whoever_joins_is_a_guest_and_never_a_member(real_hashing: None) -> None:
    account = accounts.sign_up(**AYSE)
    assert account.person.standing == Standing.GUEST
    assert account.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert account.check_password(PASSPHRASE)


@pytest.mark.parametrize(
    "passphrase",
    [
        "kurz",
        "123456789012",
        "passwort1234",
        "Passwort2024!",
        "aaaaaaaaaaaaaaaa",
        "password123",
        "AyşeDemir1",
        "schalke04",
        "x" * 201,
    ],
)
def test_what_is_guessed_first_is_refused_and_nothing_is_left_behind(passphrase: str) -> None:
    with pytest.raises(Refused) as refusal:
        accounts.sign_up(**{**AYSE, "passphrase": passphrase})
    assert refusal.value.field == "passphrase"
    assert not Person.objects.exists()


def test_two_ways_of_sending_one_letter_are_one_passphrase(real_hashing: None) -> None:
    account = accounts.sign_up(**{**AYSE, "passphrase": "grüne Bänke am Fluß"})
    assert account.check_password("gru\u0308ne Ba\u0308nke am Fluß")


@pytest.mark.parametrize("typed", ["Apfel-Laterne-42", "apfellaterne42", " APFEL laterne 42 ", "apfel_laterne42"])
def test_a_log_in_name_is_one_name_however_it_is_typed(typed: str) -> None:
    account = accounts.sign_up(**AYSE)
    assert Account.objects.get_by_natural_key(typed) == account
    with pytest.raises(accounts.LoginNameTaken):
        accounts.sign_up(**{**AYSE, "given_name": "Jonas", "login_name": typed})
    assert Person.objects.count() == 1


def test_only_under_18s_give_a_birth_date() -> None:
    today = timezone.localdate()
    for wrong in (today + timedelta(days=1), date(1850, 1, 1), today - timedelta(days=19 * 366)):
        with pytest.raises(Refused):
            accounts.sign_up(**AYSE, birth_date=wrong)
    assert accounts.sign_up(**AYSE, birth_date=today - timedelta(days=15 * 365)).person.is_minor


def test_the_desk_makes_an_account_for_somebody_without_one() -> None:
    frau_kaya = neighbour("Elif", "Kaya")
    account = accounts.create_account(frau_kaya, by=coordinator())
    assert not account.has_usable_password()
    with pytest.raises(Refused, match=r"account already|schon"):
        accounts.create_account(frau_kaya, by=coordinator())


def test_a_neighbour_makes_no_account_for_another() -> None:
    with pytest.raises(Refused):
        accounts.create_account(neighbour("Elif"), by=Actor(neighbour("Jonas")))
    assert not Account.objects.exists()


def answer_all(client: Client, **changes: str) -> Any:
    """Goes through all questions up to the passphrase; what it answers is returned."""
    client.post("/account/new/", {"given_name": "Ayşe", "family_name": "Demir"})
    client.post("/account/new/age/", {"under_18": "no"})
    client.get("/account/new/log-in-name/")
    client.post("/account/new/log-in-name/", {"take": "1"})
    return client.post("/account/new/passphrase/", {"passphrase": changes.get("passphrase", PASSPHRASE)})


def test_five_questions_lead_into_the_quarter() -> None:
    client = Client()
    assert answer_all(client).headers["Location"] == "/account/new/email/"
    account = Account.objects.get()
    assert is_in(client)
    assert (account.person.full_name, account.person.standing) == ("Ayşe Demir", Standing.GUEST)
    assert client.post("/account/new/email/", {"email": "keine Adresse"}).status_code == 200
    assert client.post("/account/new/email/", {"email": "ayse@example.org"}).headers["Location"] == "/account/welcome/"
    account.refresh_from_db()
    assert account.email == "ayse@example.org"
    page = client.get("/account/welcome/").content.decode()
    assert account.login_name in page
    assert PASSPHRASE not in page


def test_no_question_can_be_skipped_and_no_answer_is_lost() -> None:
    client = Client()
    assert client.get("/account/new/passphrase/").headers["Location"] == "/account/new/"
    client.post("/account/new/", {"given_name": "Ayşe", "family_name": "Demir"})
    assert client.get("/account/new/passphrase/").headers["Location"] == "/account/new/age/"
    assert 'value="Demir"' in client.get("/account/new/").content.decode()
    client.post("/account/new/age/", {"under_18": "yes"})
    client.get("/account/new/log-in-name/")
    assert client.get("/account/new/passphrase/").headers["Location"] == "/account/new/birth-date/"
    page = client.post("/account/new/", {"given_name": "", "family_name": "Demir-Kaya"}).content.decode()
    assert 'value="Demir-Kaya"' in page


def test_a_proposed_name_stays_until_another_is_asked_for() -> None:
    client = Client()
    client.post("/account/new/", {"given_name": "Ayşe", "family_name": "Demir"})
    client.post("/account/new/age/", {"under_18": "no"})
    first = client.get("/account/new/log-in-name/").context
    pages = [client.get("/account/new/log-in-name/").content.decode() for _ in range(2)]
    name = client.session["joining"]["login_name"]
    assert all(name in page for page in pages)
    assert first is not None or name
    client.post("/account/new/log-in-name/", {"another": "1"})
    assert client.session["joining"]["login_name"] != name


def test_a_name_that_was_just_taken_is_replaced_and_the_passphrase_is_kept() -> None:
    client = Client()
    client.post("/account/new/", {"given_name": "Ayşe", "family_name": "Demir"})
    client.post("/account/new/age/", {"under_18": "no"})
    client.get("/account/new/log-in-name/")
    taken = client.session["joining"]["login_name"]
    account_for(neighbour("Jonas"), taken)
    page = client.post("/account/new/passphrase/", {"passphrase": PASSPHRASE}).content.decode()
    fresh = client.session["joining"]["login_name"]
    assert fresh != taken
    assert fresh in page
    assert f'value="{PASSPHRASE}"' in page
    assert client.post("/account/new/passphrase/", {"passphrase": PASSPHRASE}).status_code == 302
    assert Account.objects.filter(login_name=fresh).exists()


def test_without_scripts_the_passphrase_can_be_shown_and_four_words_taken() -> None:
    client = Client()
    answer_all(client, passphrase="kurz")
    shown = client.post("/account/new/passphrase/", {"passphrase": "halb", "show": "1"}).content.decode()
    assert 'type="text" value="halb"' in shown
    taken = client.post(
        "/account/new/passphrase/", {"passphrase": "", "take": "vier kleine worte hier"}
    ).content.decode()
    assert 'type="text" value="vier kleine worte hier"' in taken


def test_pages_with_secrets_are_never_stored() -> None:
    assert "no-store" in Client().get("/account/new/").headers["Cache-Control"]


def test_a_network_cannot_join_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SIGN_UPS_OF_NETWORK", limits.Limit("few", 2, timedelta(hours=1)))
    for expected in (302, 302, 429):
        assert answer_all(Client()).status_code == expected
    assert Account.objects.count() == 2
