"""Enumeration and throttling (quality.md, S5): no answer tells whether something exists, guessing ends soon, and whoever is
guessed at is never locked out.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import quartier.kernel
from quartier.api.testing.cast import Cast, may_open
from quartier.api.testing.people import client_of, guest
from quartier.api.testing.requests import taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.accounts.actions import cards
from quartier.kernel.accounts.actions.recovery import issue_recovery
from quartier.kernel.accounts.codes import new_token
from quartier.kernel.accounts.limits import Limit
from quartier.kernel.accounts.models import Attempt, RecoveryCode
from quartier.kernel.accounts.views import recovering
from quartier.kernel.contract import Example
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from tests.guards import within

pytestmark = pytest.mark.django_db
PASSPHRASE = "apfel laterne wolke nest"
DIFFERS_EACH_TIME = re.compile(
    r'name="(?:csrfmiddlewaretoken|once|draft|next)" value="[^"]*"|[A-Z2-9]{4}-[A-Z2-9]{4}|account-passphrase-\w+'
)
SEEN_ANYWAY = {
    "organisations:edit",
    "organisations:add_member",
    "organisations:remove_member",
}
"""Addresses that may answer "you may not" instead of "there is none": the thing itself stands on a page they may read."""


@pytest.fixture
def ayse() -> Account:
    person = Person.objects.create(given_name="Ayşe", family_name="Demir", standing=Standing.MEMBER)
    account = Account.objects.create_user("birke-wolke-17", PASSPHRASE, person)
    Account.objects.filter(pk=account.pk).update(email="ayse@example.org")
    return account


class Door(NamedTuple):
    """Somewhere a stranger may guess. `there` and `gone`: what is sent, about something that exists and that doesn't."""

    name: str
    url: str
    there: dict[str, str]
    gone: dict[str, str]


def doors(ayse: Account) -> list[Door]:
    wrong = {"passphrase": "falsch falsch falsch"}
    recover, used = "/account/recover/", _used_code(ayse.person)
    return [
        Door("log-in name", "/account/login/", {"login_name": ayse.login_name, **wrong}, {"login_name": "birke-nichts-17", **wrong}),
        Door("e-mail", "/account/login/", {"login_name": "ayse@example.org", **wrong}, {"login_name": "nein@example.org", **wrong}),
        Door("two neighbours", f"{recover}neighbours/", {"login_name": ayse.login_name}, {"login_name": "birke-nichts-17"}),
        Door("a used code", recover, {"code": used}, {"code": "ABCD-EFGH"}),
    ]  # fmt: skip


def _used_code(person: Person) -> str:
    desk = Person.objects.create(given_name="Kim", family_name="Keller", standing=Standing.MEMBER)
    desk.roles.create(role="key_holder")
    code = issue_recovery(person, by=Actor(desk))
    RecoveryCode.objects.update(used=timezone.now())
    return code


def test_no_answer_tells_whether_something_exists(ayse: Account, count: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovering, "SAME_TIME", 0)
    tried = 0
    for door in doors(ayse):
        answers = []
        for body in (door.there, door.gone):
            client = Client()
            sent = client.post(door.url, body)
            shown = client.get(sent.headers["Location"]) if sent.status_code == 302 else sent
            page = DIFFERS_EACH_TIME.sub("", shown.content.decode())
            for word in body.values():
                page = page.replace(word, "…")
            answers.append(
                (sent.status_code, sent.headers.get("Location"), sorted(sent.cookies), shown.status_code, page)
            )
            tried += 1
        assert answers[0] == answers[1], door.name
    count("S5 answers compared", tried, seed=None)


@pytest.mark.once
def test_no_answer_takes_longer_because_something_exists(ayse: Account, settings: Any, count: Any) -> None:
    compare_times(ayse, settings, count, turns=7)


@pytest.mark.long
def test_of_five_hundred_none_takes_longer(ayse: Account, settings: Any, count: Any) -> None:
    compare_times(ayse, settings, count, turns=125)


def compare_times(ayse: Account, settings: Any, count: Any, *, turns: int) -> None:
    """CPU time, in turns, with the real hashing; what the two neighbours' page waits is tested where it lives."""
    settings.PASSWORD_HASHERS = ["quartier.kernel.people.hashing.PassphraseHasher"]
    ayse.set_password(PASSPHRASE)
    ayse.save()
    tried = 0
    for door in doors(ayse):
        if "neighbours" in door.url:
            continue
        there: list[float] = []
        gone: list[float] = []
        for turn in range(turns):
            for body, took in ((door.there, there), (door.gone, gone)):
                began = time.thread_time()
                Client().post(door.url, body, REMOTE_ADDR=f"10.{tried // 250}.{turn}.{tried % 250}")
                took.append(time.thread_time() - began)
                tried += 1
        one, other = statistics.median(there), statistics.median(gone)
        assert max(one, other) < 1.3 * min(one, other) + 0.005, f"{door.name}: {one:.4f} s, {other:.4f} s"
    count("S5 timings compared", tried, seed=None)


@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_whoever_may_not_open_something_is_not_told_that_it_exists(cast: Cast, count: Any) -> None:
    """Each address of an object: the same to those who may not, whether there is one or not."""
    look_for_numbers(cast, count, seconds=2)


@pytest.mark.long
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_nobody_is_told_what_exists_at_any_address(cast: Cast, count: Any) -> None:
    look_for_numbers(cast, count, seconds=3600)


def look_for_numbers(cast: Cast, count: Any, *, seconds: float) -> None:
    wrong, tried = [], 0
    for example in within(seconds, list(all_examples())):
        if example.url in SEEN_ANYWAY:
            continue
        with taken_back():
            for told in _told(example, cast):
                tried += 1
                wrong += [told] if told else []
    count("S5 numbers tried", tried)
    assert not wrong, "\n".join(wrong)


def _told(example: Example, cast: Cast) -> Iterator[str]:
    there = example.arguments(cast.owner)
    gone = {name: _none_such(name, value) for name, value in there.items()}
    if gone == there:
        return
    for role, person in cast.viewers_of(example.power).items():
        if may_open(example, role, person):
            continue
        for method in ("get", "post"):
            client = client_of(person, session=example.session(person or cast.owner))
            answers = [getattr(client, method)(reverse(example.url, kwargs=named)) for named in (there, gone)]
            shown = [(answer.status_code, answer.headers.get("Location", "").partition("?")[0]) for answer in answers]
            yield (
                ""
                if shown[0] == shown[1]
                else f"{method} {example.url} by {role}: {shown[0]}, and without it {shown[1]}"
            )


def _none_such(name: str, value: Any) -> Any:
    if isinstance(value, int):
        return 10**9
    return "x" * 24 if name == "key" else value


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
    **dict.fromkeys(("test-mails", "confirm-mails", "confirm-mails-to"), "limits how much is sent"),
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
