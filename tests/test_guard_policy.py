"""The content security policy and third parties (quality.md, S4), without a browser: what each answer says of itself, and that
no page asks anybody else for anything. What Chromium reports is counted by tests/test_every_page.py and test_guard_xss.py.

That the server itself connects to nobody is watched during every test: see `_nobody_outside` in conftest.py.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of
from quartier.kernel.access import all_examples
from tests.guards import openings_of, within

UNSAFE = re.compile(r"unsafe-|\*|\bhttps?:|\bblob:|strict-dynamic")
ASKS = re.compile(
    r"<(?:img|script|link|iframe|form|source|video|audio|embed|object|input|button)\b[^>]*?\b(?:src|href|action|formaction|srcset|data|poster)=[\"']([^\"']*)",
    re.IGNORECASE,
)
OURS = re.compile(r"(?!//)[/?#]|$|data:image/|http://testserver/|[\w.-]+(?:$|[/?])")
# The page of the chat alone: it runs its encryption (WebAssembly, no code made of words) and shows what it has opened itself.
ALLOWED = {"chat:home": ("'wasm-unsafe-eval'", "img-src 'self' data: blob:", "media-src 'self' blob:")}
CODE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|<[a-z][^>]*\s(?:on\w+|style)=", re.IGNORECASE)
WORDS_AS_CODE = re.compile(
    r"\beval\(|new Function\(|document\.write|\.innerHTML\s*\+?=(?!\s*[\"']{2})|insertAdjacentHTML|setTimeout\([\"']"
)


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_no_page_holds_code_or_asks_others(cast: Cast, count: Any) -> None:
    look_at_pages(cast, count, seconds=2)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_none_of_all_pages_holds_code_or_asks_others(cast: Cast, count: Any) -> None:
    look_at_pages(cast, count, seconds=3600)


def look_at_pages(cast: Cast, count: Any, *, seconds: float) -> None:
    wrong, tried = [], 0
    for example in within(seconds, list(all_examples())):
        for page in openings_of(example, cast):
            tried += 1
            wrong += [f"{page}: {flaw}" for flaw in flaws(page.client().get(page.url), ALLOWED.get(example.url, ()))]
    count("S4 pages", tried)
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_what_goes_wrong_is_answered_under_the_same_policy(
    cast: Cast, count: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """404, 403, 405, 413, a sent form from elsewhere, a broken page, a full disk."""

    def breaks(*_arguments: object, **_named: object) -> None:
        raise ValueError

    def is_full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    stranger = Client(raise_request_exception=False)
    answers = [
        stranger.get("/gibt-es-nicht/"),
        stranger.get("/account/logout/"),
        client_of(cast.other).get("/people/desk/"),
        stranger.generic("POST", "/account/login/", b"x", CONTENT_LENGTH="9" * 12),
        Client(enforce_csrf_checks=True).post("/account/login/", {}),
    ]
    for error in (breaks, is_full):
        monkeypatch.setattr("quartier.kernel.accounts.views.entering.listed", error)
        answers.append(stranger.get("/account/login/"))
    assert [answer.status_code for answer in answers] == [404, 405, 403, 413, 403, 500, 507]
    count("S4 answers of things gone wrong", len(answers), seed=None)
    assert not [f"{answer.status_code}: {flaw}" for answer in answers for flaw in flaws(answer)]


def flaws(answer: HttpResponse, allowed: tuple[str, ...] = ()) -> Iterator[str]:
    policy = answer.get("Content-Security-Policy", "")
    for words in allowed:
        policy = policy.replace(words, "")
    if "default-src 'none'" not in policy:
        yield f"status {answer.status_code} without a policy: {policy!r}"
    yield from (f"the policy says {found}" for found in UNSAFE.findall(policy))
    if answer.get("X-Content-Type-Options") != "nosniff":
        yield "no nosniff"
    if answer.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        yield "others learn where somebody came from"
    if not {"camera=()", "microphone=()", "geolocation=()"} <= set(answer.get("Permissions-Policy", "").split(", ")):
        yield "it may use microphone, camera or place"  # but the chat: test_chat_relay.py
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return
    text = answer.content.decode(errors="replace")
    yield from (f"code in the page: {found[:90]!r}" for found in CODE.findall(text))
    yield from (f"asks elsewhere: {found[:90]!r}" for found in ASKS.findall(text) if not OURS.match(found))


def test_our_scripts_never_make_code_of_words(count: Any) -> None:
    scripts = [file for file in settings.ROOT.glob("**/static/**/*.js") if "min" not in file.suffixes]
    wrong = [f"{file.name}: {found}" for file in scripts for found in WORDS_AS_CODE.findall(file.read_text())]
    count("S4 scripts read", len(scripts), seed=None)
    assert not wrong


def test_nobody_outside_can_be_asked() -> None:
    """The watch of conftest.py itself: a name, an address of the internet; this machine stays open."""
    for ask in (
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.getaddrinfo("example.org", 80),
    ):
        with pytest.raises(PermissionError):
            ask()
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
