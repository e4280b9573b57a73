"""The authorisation matrix of one address: everybody tries everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quartier.api.testing.cast import Cast, Viewers, may_open, senders
from quartier.api.testing.requests import Outcome, address_of, ask
from quartier.kernel.contract import Example

OTHER_METHODS = ("PUT", "PATCH", "DELETE")


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
        outcome = ask(person, "GET", url)
        tried.expect(
            _get_is_right(example, may_open(example, role, person), outcome), f"GET {url} by {role}: {outcome}"
        )
        for method in OTHER_METHODS:
            outcome = ask(person, method, url)
            tried.expect(outcome.status < 500 and not outcome.changed, f"{method} {url} by {role}: {outcome}")
    for is_right, said in _posts(example, cast, viewers, url):
        tried.expect(is_right, said)
    return tried


def _get_is_right(example: Example, may: bool, outcome: Outcome) -> bool:
    if outcome.changed:
        return False
    if example.post is not None and outcome.status == 405:  # an address that only takes POST
        return True
    return outcome.is_page if may else outcome.is_refusal


def _posts(example: Example, cast: Cast, viewers: Viewers, url: str) -> Iterator[tuple[bool, str]]:
    for role, person in viewers.items():
        if example.post is None:
            outcome = ask(person, "POST", url)
            yield outcome.status < 500 and not outcome.changed, f"POST {url} by {role}, no example says so: {outcome}"
        elif senders(example, role, person):
            body = example.post(person or cast.owner)
            outcome = ask(person, "POST", url, body)
            yield outcome.is_page and _did_something(outcome), f"POST {url} by {role}, who may: {outcome}"
            outcome = ask(person, "POST", url, body, csrf=True)
            yield outcome.status == 403 and not outcome.changed, f"POST {url} by {role} from elsewhere: {outcome}"
        elif not may_open(example, role, person):
            outcome = ask(person, "POST", url, example.post(cast.owner))
            yield outcome.status < 500 and not outcome.changed, f"POST {url} by {role}, who may not: {outcome}"


def _did_something(outcome: Outcome) -> bool:
    return bool(outcome.changed) or outcome.has_cookies
