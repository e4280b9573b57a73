"""Back in without an e-mail."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions import recovery, trust
from quartier.kernel.accounts.models import Helper, Recovery, RecoveryCode, Vouch
from quartier.kernel.accounts.tests.people import PASSPHRASE, account_for, coordinator, is_in, logged_in, neighbour
from quartier.kernel.accounts.views import recovering
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Standing
from quartier.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
NEW = "ganz neue vier worte"


@pytest.fixture
def ayse() -> Account:
    return account_for(neighbour("Ayşe", "Demir"), "apfel-laterne-42")


@pytest.fixture
def trusted(ayse: Account) -> list[Account]:
    found = [account_for(neighbour(name)) for name in ("Jonas", "Lena", "Mira")]
    for account in found:
        trust.choose_helper(account.person, by=Actor(ayse.person))
    return found


def notices(account: Account) -> list[str]:
    return list(account.person.notifications.order_by("pk").values_list("notice", flat=True))


def test_a_code_from_the_desk_sets_a_new_passphrase_once_and_ends_every_session(ayse: Account) -> None:
    elsewhere = logged_in(ayse)
    code = recovery.issue_recovery(ayse.person, by=coordinator())
    assert re.fullmatch("[A-Z2-9]{4}-[A-Z2-9]{4}", code)
    assert code.replace("-", "") not in RecoveryCode.objects.get().code_hash
    client = Client()
    assert client.post("/account/recover/", {"code": code.lower().replace("-", " ")}).status_code == 302
    assert ayse.login_name in client.get("/account/recover/new/").content.decode()
    assert client.post("/account/recover/new/", {"passphrase": "kurz"}).status_code == 200
    assert client.post("/account/recover/new/", {"passphrase": NEW}).status_code == 302
    assert is_in(client)
    assert elsewhere.get("/account/").status_code == 302
    assert notices(ayse) == ["account.code_issued", "account.recovered"]
    assert client.post("/account/recover/", {"code": code}).status_code == 200
    logged_in(ayse, NEW)


def test_a_code_ends_after_half_an_hour_and_when_a_new_one_is_issued(ayse: Account) -> None:
    first = recovery.issue_recovery(ayse.person, by=coordinator())
    second = recovery.issue_recovery(ayse.person, by=coordinator())
    with pytest.raises(Refused):
        recovery.recovery_by_code(first, network="n")
    found = recovery.recovery_by_code(second, network="n")
    RecoveryCode.objects.update(expires=timezone.now())
    for attempt in (
        lambda: recovery.recovery_by_code(second, network="n"),
        lambda: recovery.finish_by_code(found, NEW),
    ):
        with pytest.raises(Refused):
            attempt()
    ayse.refresh_from_db()
    assert ayse.check_password(PASSPHRASE)


def test_codes_cannot_be_guessed(ayse: Account) -> None:
    recovery.issue_recovery(ayse.person, by=coordinator())
    client = Client()
    answers = [client.post("/account/recover/", {"code": f"AAAA-AA{turn:02d}"}).status_code for turn in range(11)]
    assert answers == [200] * 10 + [429]
    assert client.get("/account/recover/new/").status_code == 302


def test_only_the_desk_helps_and_never_somebody_who_may_do_more(ayse: Account) -> None:
    keeper = account_for(neighbour("Kim", role="key_holder"))
    desk = coordinator()
    account_for(desk.person)
    for person, by in ((ayse.person, Actor(neighbour("Jonas"))), (keeper.person, desk), (desk.person, desk)):
        with pytest.raises(Refused):
            recovery.issue_recovery(person, by=by)
    assert not RecoveryCode.objects.exists()


def test_two_trusted_people_bring_somebody_back_after_a_day(ayse: Account, trusted: list[Account]) -> None:
    client = Client()
    assert client.post("/account/recover/neighbours/", {"login_name": "Apfel Laterne 42"}).status_code == 302
    found = re.search("[A-Z2-9]{4}-[A-Z2-9]{4}", client.get("/account/recover/waiting/").content.decode())
    assert found is not None
    code, asked = found.group(), Recovery.objects.get()
    assert notices(ayse) == ["account.recovery_began"]
    for helper in trusted[:2]:
        assert notices(helper)[-1] == "account.vouch_asked"
        page = logged_in(helper)
        assert page.post(f"/account/vouch/{asked.pk}/", {"code": "AAAA-AAAA"}).status_code == 200
        assert client.get("/account/recover/new/").status_code == 302
        assert page.post(f"/account/vouch/{asked.pk}/", {"code": code}).status_code == 302
    assert client.get("/account/recover/new/").status_code == 302
    asked.refresh_from_db()
    with pytest.raises(Refused):
        recovery.finish_by_vouchers(asked, NEW)
    Recovery.objects.update(ready=timezone.now())
    elsewhere = logged_in(ayse)
    assert client.post("/account/recover/new/", {"passphrase": NEW}).status_code == 302
    assert is_in(client)
    assert elsewhere.get("/account/").status_code == 302
    assert notices(ayse) == ["account.recovery_began", "account.recovery_vouched", "account.recovered"]
    asked.refresh_from_db()
    with pytest.raises(Refused):
        recovery.finish_by_vouchers(asked, "noch eine andere passphrase")


def started(ayse: Account) -> tuple[Recovery, recovery.Claim]:
    claim = recovery.begin_recovery(ayse.login_name)
    asked = recovery.recovery_by_claim(claim.token)
    assert asked is not None
    return asked, claim


def test_the_owner_stops_it_from_any_session(ayse: Account, trusted: list[Account]) -> None:
    asked, claim = started(ayse)
    for helper in trusted:
        recovery.vouch(asked, claim.code, by=Actor(helper.person))
    logged_in(ayse).post(f"/account/recoveries/{asked.pk}/stop/")
    Recovery.objects.update(ready=timezone.now())
    asked.refresh_from_db()
    with pytest.raises(Refused):
        recovery.finish_by_vouchers(asked, NEW)
    ayse.refresh_from_db()
    assert ayse.check_password(PASSPHRASE)


def test_one_word_said_twice_counts_once_and_strangers_count_never(ayse: Account, trusted: list[Account]) -> None:
    asked, claim = started(ayse)
    for _ in range(3):
        recovery.vouch(asked, claim.code, by=Actor(trusted[0].person))
    for person in (neighbour("Fremd"), ayse.person):
        with pytest.raises(Refused):
            recovery.vouch(asked, claim.code, by=Actor(person))
    asked.refresh_from_db()
    assert asked.ready is None


def test_helpers_cannot_guess_the_code(ayse: Account, trusted: list[Account]) -> None:
    asked, claim = started(ayse)
    for _ in range(5):
        with pytest.raises(Refused):
            recovery.vouch(asked, "AAAA-AAAA", by=Actor(trusted[0].person))
    with pytest.raises(Refused):
        recovery.vouch(asked, claim.code, by=Actor(trusted[0].person))
    assert not Vouch.objects.exclude(given=None).exists()


def test_after_three_days_it_is_over(ayse: Account, trusted: list[Account]) -> None:
    asked, claim = started(ayse)
    Recovery.objects.update(expires=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused):
        recovery.vouch(asked, claim.code, by=Actor(trusted[0].person))
    assert recovery.recovery_by_claim(claim.token) is None


@time_machine.travel("2026-11-20 10:00:00+00:00", tick=False)  # the page says until when, by the minute
def test_asking_tells_nothing_about_who_is_here(ayse: Account, trusted: list[Account]) -> None:
    alone = account_for(neighbour("Allein"), "birke-wolke-17")
    pages = []
    for name in (ayse.login_name, alone.login_name, "gibt-es-nicht-99"):
        client = Client()
        answer = client.post("/account/recover/neighbours/", {"login_name": name})
        page = client.get("/account/recover/waiting/").content.decode()
        page = re.sub(r'csrfmiddlewaretoken" value="\w+"|[A-Z2-9]{4}-[A-Z2-9]{4}', "", page)
        pages.append((answer.status_code, answer.headers["Location"], sorted(answer.cookies), page))
    assert pages[0] == pages[1] == pages[2]
    assert notices(alone) == []


def test_asking_takes_the_same_time_for_everybody(
    ayse: Account, trusted: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RECOVERIES_OF_NETWORK", limits.Limit("many", 99, limits.QUARTER_OF_AN_HOUR))
    for name in (ayse.login_name, "gibt-es-nicht-99"):
        began = time.monotonic()
        Client().post("/account/recover/neighbours/", {"login_name": name})
        assert time.monotonic() - began >= recovering.SAME_TIME, "however little there was to do"


def test_nobody_is_pestered(ayse: Account, trusted: list[Account]) -> None:
    for _ in range(5):
        recovery.begin_recovery(ayse.login_name)
    assert notices(ayse) == ["account.recovery_began"] * 3


def test_trusted_people_are_chosen_by_their_full_name_and_may_say_no(ayse: Account) -> None:
    jonas = account_for(neighbour("Jonas", "von Brandt"))
    client = logged_in(ayse)
    assert client.post("/account/helpers/", {"name": "  jonas von  Brandt"}).status_code == 302
    assert notices(jonas) == ["account.helper_chosen"]
    for wrong in ("Niemand Hier", "Ayşe Demir", ""):
        assert client.post("/account/helpers/", {"name": wrong}).status_code == 200
    row = Helper.objects.get()
    assert row.helper == jonas.person
    assert logged_in(account_for(neighbour("Fremd"))).post(f"/account/helpers/{row.pk}/end/").status_code == 404
    assert Helper.objects.exists()
    logged_in(jonas).post(f"/account/helpers/{row.pk}/end/")
    assert not Helper.objects.exists()


def test_a_guest_neither_chooses_nor_is_chosen(ayse: Account) -> None:
    guest = account_for(neighbour("Gast", standing=Standing.GUEST))
    for helper, by in ((ayse.person, guest.person), (guest.person, ayse.person)):
        with pytest.raises(Refused):
            trust.choose_helper(helper, by=Actor(by))
    assert not Helper.objects.exists()
