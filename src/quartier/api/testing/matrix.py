"""The authorisation matrix of one address: everybody tries everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.test import Client

from quartier.api.testing.cast import Cast, may_open, senders
from quartier.api.testing.people import client_of
from quartier.api.testing.requests import Outcome, address_of, ask
from quartier.kernel.contract import Example
from quartier.kernel.people.models import Person

OTHER_METHODS = ("PUT", "PATCH", "DELETE")
MAY_COME_FROM_ELSEWHERE = frozenset({"set_language"})  # changes nothing but a cookie of the reader's own


@dataclass
class Tried:
    """How many requests were made, and what was not as promised."""

    cases: int = 0
    unexpected: list[str] = field(default_factory=list)

    def expect(self, is_right: bool, said: str) -> None:
        self.cases += 1
        if not is_right:
            self.unexpected.append(said)


def try_everything(example: Example, cast: Cast) -> Tried:
    """Every method, by everybody, at somebody else's object and at one's own."""
    tried = Tried()
    viewers = cast.viewers_of(example.power)
    url = address_of(example, cast.owner)
    for role, person in viewers.items():
        held = example.session(person or cast.owner)
        client = client_of(person, session=held)
        outcome = ask(person, "GET", url, client=client)
        is_right = _get_is_right(example, may_open(example, role, person), outcome)
        tried.expect(is_right, f"GET {url} by {role}: {outcome}")
        for method in OTHER_METHODS:
            outcome = ask(person, method, url, client=client)
            tried.expect(_did_nothing(outcome), f"{method} {url} by {role}: {outcome}")
        for is_right, said in _posts(example, cast, role, person, url, client=client):
            tried.expect(is_right, said)
    return tried


def _get_is_right(example: Example, may: bool, outcome: Outcome) -> bool:
    if outcome.changed:
        return False
    if example.post is not None and outcome.status == 405:  # an address that only takes POST
        return True
    return outcome.is_page if may else outcome.is_refusal


def _posts(
    example: Example, cast: Cast, role: str, person: Person | None, url: str, *, client: Client
) -> Iterator[tuple[bool, str]]:
    held = example.session(person or cast.owner)
    if example.post is None:
        outcome = ask(person, "POST", url, client=client)
        yield _did_nothing(outcome), f"POST {url} by {role}, no example says so: {outcome}"
    elif senders(example, role, person):
        body = example.post(person or cast.owner)
        outcome = ask(person, "POST", url, body, client=client)
        did_it = outcome.is_page and (bool(outcome.changed) or outcome.has_cookies)
        yield did_it, f"POST {url} by {role}, who may: {outcome}"
        outcome = ask(person, "POST", url, body, session=held, csrf=True)
        is_right = outcome.status == 403 or example.url in MAY_COME_FROM_ELSEWHERE
        yield _did_nothing(outcome) and is_right, f"POST {url} by {role} from elsewhere: {outcome}"
    elif not may_open(example, role, person):
        outcome = ask(person, "POST", url, example.post(cast.owner), client=client)
        yield _did_nothing(outcome), f"POST {url} by {role}, who may not: {outcome}"


def _did_nothing(outcome: Outcome) -> bool:
    return outcome.status < 500 and not outcome.changed
