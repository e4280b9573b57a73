"""Sessions (quality.md, S6): fifteen checks, each as somebody with a browser would try it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from quartier.api.testing.cast import Cast, may_open, senders
from quartier.api.testing.requests import address_of, ask, taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.accounts.models import Device
from quartier.kernel.contract import Access, Example, Role
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.roles.models import RoleHolder

pytestmark = pytest.mark.django_db
COOKIE = settings.SESSION_COOKIE_NAME
PASSPHRASE = "apfel laterne wolke nest"
A_QUARTER_OF_AN_HOUR = 15 * 60
WAYS_IN = {  # tables that decide who gets in and who may do what: nobody changes them on a telephone left lying
    *("kernel_account", "kernel_logincard", "kernel_passkey", "kernel_helper", "kernel_recoverycode"),
    *("kernel_roleholder", "kernel_rolepower", "kernel_customrole"),
}
NOT_ASKED = {
    "account:login": "begins a session",
    "account:join_passphrase": "begins a session",
    "setup:key_holder": "nobody is there yet",
}


@pytest.fixture
def ayse() -> Account:
    person = Person.objects.create(given_name="Ayşe", family_name="Demir", standing=Standing.MEMBER)
    return Account.objects.create_user("apfel-laterne-42", PASSPHRASE, person)


def log_in(account: Account, client: Client | None = None, **more: str) -> Client:
    client = client or Client()
    answer = client.post("/account/login/", {"login_name": account.login_name, "passphrase": PASSPHRASE, **more})
    assert answer.status_code == 302, answer.content.decode()
    return client


def key_of(client: Client) -> str:
    return client.cookies[COOKIE].value


def is_in(client: Client) -> bool:
    """As the server sees it, not the browser."""
    return client.get("/account/").status_code == 200


def with_key(key: str) -> Client:
    client = Client()
    client.cookies[COOKIE] = key
    return client


def change(client: Client, **values: Any) -> None:
    held = client.session
    held.update(values)
    held.save()


def test_01_logging_in_gives_a_new_key_and_the_old_one_opens_nothing(ayse: Account) -> None:
    client = Client()
    client.post(
        "/account/new/", {"given_name": "Ayşe", "family_name": "Demir"}
    )  # a stranger's session, for the answers
    before = key_of(client)
    log_in(ayse, client)
    assert key_of(client) != before
    assert not is_in(with_key(before))


def test_02_a_key_that_somebody_planted_is_not_taken_over(ayse: Account) -> None:
    victim = log_in(ayse, with_key("a" * 32))
    assert key_of(victim) != "a" * 32
    assert not is_in(with_key("a" * 32))


def test_03_logging_out_ends_it_on_the_server(ayse: Account) -> None:
    client = log_in(ayse)
    stolen = key_of(client)
    client.post("/account/logout/")
    assert not is_in(with_key(stolen))
    assert not Session.objects.exists()


def test_04_logging_out_everywhere_leaves_this_one_alone(ayse: Account) -> None:
    here, there, elsewhere = (log_in(ayse) for _device in range(3))
    here.post("/account/devices/end-others/")
    assert [is_in(client) for client in (here, there, elsewhere)] == [True, False, False]


def test_05_one_device_is_ended_from_the_list(ayse: Account) -> None:
    here, there = log_in(ayse), log_in(ayse)
    device = Device.objects.get(session_key=key_of(there))
    here.post(f"/account/devices/{device.pk}/end/")
    assert [is_in(here), is_in(there)] == [True, False]


def test_06_a_new_passphrase_ends_all_others_and_changes_this_key(ayse: Account) -> None:
    here, there = log_in(ayse), log_in(ayse)
    before = key_of(here)
    assert here.post("/account/passphrase/", {"passphrase": "ganz neue vier worte"}).status_code == 302
    assert [is_in(here), is_in(there), is_in(with_key(before))] == [True, False, False]


def test_07_a_role_given_counts_at_once(ayse: Account) -> None:
    client = log_in(ayse)
    assert client.get("/people/desk/").status_code == 403
    RoleHolder.objects.create(person=ayse.person, role=Role.KEY_HOLDER)
    assert client.get("/people/desk/").status_code == 200


def test_08_a_role_taken_counts_at_once(ayse: Account) -> None:
    RoleHolder.objects.create(person=ayse.person, role=Role.KEY_HOLDER)
    client = log_in(ayse)
    assert client.get("/people/desk/").status_code == 200
    RoleHolder.objects.all().delete()
    assert client.get("/people/desk/").status_code == 403


def test_09_whoever_is_no_neighbour_any_more_reads_nothing_of_neighbours_at_once(ayse: Account, cast: Cast) -> None:
    inside = [example for example in all_examples() if example.access == Access.MEMBERS and example.post is None]
    client, tried = log_in(ayse), 0
    urls = [address_of(example, cast.owner) for example in inside]
    open_before = [url for url in urls if client.get(url).status_code == 200]
    Person.objects.filter(pk=ayse.person_id).update(standing=Standing.GUEST)
    for url in open_before:
        tried += 1
        assert client.get(url).status_code in {302, 403, 404}, url
    assert tried


def test_10_an_account_that_is_switched_off_is_out_at_once(ayse: Account) -> None:
    client = log_in(ayse)
    Account.objects.update(is_active=False)
    assert not is_in(client)
    Account.objects.update(is_active=True)
    Person.objects.filter(pk=ayse.person_id).update(standing=Standing.DIED)
    assert not is_in(log_in_anyway(ayse))


def log_in_anyway(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.thorough
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_11_whatever_changes_who_gets_in_asks_first_who_is_there(cast: Cast, count: Any) -> None:
    """Every POST of every example, half an hour after the person was last asked."""
    wrong, tried = [], 0
    for example in all_examples():
        if example.post is None or example.url in NOT_ASKED:
            continue
        for role, person in _senders(example, cast):
            tried += 1
            with taken_back():
                long_ago = {**example.session(person), "account_confirmed": time.time() - 2 * A_QUARTER_OF_AN_HOUR}
                outcome = ask(person, "POST", address_of(example, cast.owner), example.post(person), session=long_ago)
            changed = {table.partition(" ")[0] for table in outcome.changed}
            wrong += [f"{example.url} by {role}: {outcome}" for _one in [0] if changed & WAYS_IN]
    count("S6 steps without asking first", tried, seed=None)
    assert not wrong, "\n".join(wrong)


def _senders(example: Example, cast: Cast) -> Iterator[tuple[str, Person]]:
    for role, person in cast.viewers_of(example.power).items():
        if person and may_open(example, role, person) and senders(example, role, person):
            yield role, person
            return


def test_12_having_said_who_one_is_holds_for_a_quarter_of_an_hour(ayse: Account) -> None:
    client = log_in(ayse)
    for said, is_believed in ((-A_QUARTER_OF_AN_HOUR + 60, True), (-A_QUARTER_OF_AN_HOUR - 1, False), (9999, False)):
        change(client, account_confirmed=time.time() + said)
        assert (client.get("/account/passphrase/").status_code == 200) is is_believed, said
    change(client, account_confirmed="now")
    assert client.get("/account/passphrase/").status_code == 302


@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_13_no_cookie_can_be_read_by_scripts_or_sent_from_elsewhere(ayse: Account, cast: Cast, count: Any) -> None:
    """The session's, and whatever else any address sets; over https none goes in the clear."""
    for name in ("session", "csrf"):
        assert "secure" in _settings_over_https()[name], name
    clients = [log_in(ayse), log_in(ayse, shared="on"), Client()]
    clients[2].get("/account/login/")
    cookies = [cookie for client in clients for cookie in client.cookies.values()]
    count("S6 cookies", len(cookies), seed=None)
    for cookie in cookies:
        assert cookie["samesite"] in {"Lax", "Strict"}, cookie.key
        assert cookie["path"] == "/", cookie.key
        assert not cookie["domain"], cookie.key
        assert cookie["httponly"] or cookie.key in {"django_language", "drafts"}, cookie.key


def _settings_over_https() -> dict[str, str]:
    """What the settings would say: they are read once, when a server starts."""
    source = (settings.ROOT / "project" / "settings.py").read_text()
    line = next(line for line in source.splitlines() if line.endswith("= HTTPS"))
    return {name: "secure" if f"{name.upper()}_COOKIE_SECURE" in line else "" for name in ("session", "csrf")}


def test_14_a_shared_device_forgets_with_the_browser_when_left_and_after_some_hours(ayse: Account) -> None:
    client = log_in(ayse, shared="on")
    assert not client.cookies[COOKIE]["max-age"]
    change(client, account_seen=time.time() - 21 * 60)
    assert not is_in(client)
    busy = log_in(ayse, shared="on")
    change(busy, account_began=time.time() - 13 * 3600, account_seen=time.time())
    assert not is_in(busy), "somebody is always there, but not always the same"
    own = log_in(ayse)
    change(own, account_began=time.time() - 13 * 3600, account_seen=time.time() - 7200)
    assert is_in(own)


def test_15_after_logging_out_back_shows_nothing(ayse: Account) -> None:
    client = log_in(ayse, shared="on")
    for address in ("/", "/account/", "/my-data/", "/notices/"):
        assert "no-store" in client.get(address)["Cache-Control"], address
    answer = client.post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies[COOKIE].value == ""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_back_after_logging_out_shows_nothing_in_chromium(ayse: Account, chromium: Any, live_server: Any) -> None:
    from playwright.sync_api import expect

    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    key = key_of(log_in(ayse, shared="on"))
    context.add_cookies([{"name": COOKIE, "value": key, "url": live_server.url}])
    page.goto(f"{live_server.url}/account/")
    expect(page.locator("body")).to_contain_text(ayse.person.family_name)
    page.evaluate("document.querySelector('form[action$=\"/logout/\"]').submit()")
    page.wait_for_url(f"{live_server.url}/")
    page.go_back()
    expect(page.locator("body")).not_to_contain_text(ayse.person.family_name)
    context.close()
