"""Enumeration (quality.md, S5): no answer tells whether something exists, neither by its words nor by the time it takes."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quartier.api.testing.cast import Cast, may_open
from quartier.api.testing.people import client_of
from quartier.api.testing.requests import taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.accounts.actions.recovery import issue_recovery
from quartier.kernel.accounts.models import RecoveryCode
from quartier.kernel.accounts.views import recovering
from quartier.kernel.contract import Example
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.processes.models import Step
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
@pytest.mark.thorough
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
            if _reads_step(client, example, there):
                continue
            answers = [getattr(client, method)(reverse(example.url, kwargs=named)) for named in (there, gone)]
            shown = [(answer.status_code, answer.headers.get("Location", "").partition("?")[0]) for answer in answers]
            yield (
                ""
                if shown[0] == shown[1]
                else f"{method} {example.url} by {role}: {shown[0]}, and without it {shown[1]}"
            )


def _reads_step(client: Client, example: Example, there: dict[str, Any]) -> bool:
    """What prepares a step may say "you may not" to whoever reads that very step on its process's page; of a draft it may not."""
    step = Step.objects.filter(pk=there.get("pk"), kind=example.url.partition(":")[0]).first()
    return step is not None and client.get(step.url).status_code == 200


def _none_such(name: str, value: Any) -> Any:
    if isinstance(value, int):
        return 10**9
    return "x" * 24 if name == "key" else value
