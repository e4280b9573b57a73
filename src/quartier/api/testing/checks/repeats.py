"""Every POST sent five times, one after the other or all at once, has one effect (quality.md, R8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from quartier.api.testing.cast import Cast, senders
from quartier.api.testing.people import client_of
from quartier.api.testing.requests import address_of
from quartier.api.testing.snapshots import row_counts
from quartier.kernel.contract import Example
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import forget_quarter

TIMES = 5
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
HISTORY = frozenset({"kernel_fact", "kernel_attempt"})  # say how often something was tried, too


@pytest.mark.django_db
@pytest.mark.once  # what comes at once, below, asks both databases
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_sent_five_times_it_has_one_effect(post_example: Example, cast: Cast) -> None:
    more = sent_again(post_example, cast)
    assert post_example.repeats or more == {}, "sent five times it did this more than once"


@pytest.mark.django_db(transaction=True)
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_sent_five_times_at_once_it_has_one_effect(post_example: Example, cast: Cast) -> None:
    wanted, came = sent_at_once(post_example, cast, times=TIMES)
    assert post_example.repeats or came == wanted, "sent five times at once it did something else"


def sent_again(example: Example, cast: Cast) -> dict[str, int]:
    """By how many rows the tables grow when what was sent once is sent four times more."""
    url, body, sender = _prepared(example, cast)
    client = client_of(sender, session=example.session(sender or cast.owner))
    _post(client, url, body)
    once = row_counts(without=HISTORY)
    for _again in range(TIMES - 1):
        _post(client, url, body)
    return _grown(once, row_counts(without=HISTORY))


def sent_at_once(example: Example, cast: Cast, *, times: int) -> tuple[dict[str, int], dict[str, int]]:
    """By how many rows the tables grow when it is sent once, and when it is sent so many times at once."""
    url, body, sender = _prepared(example, cast)
    before = row_counts(without=HISTORY)
    clients = [client_of(sender, session=example.session(sender or cast.owner)) for _number in range(times)]
    with _taken_back():
        _post(clients[0], url, body)
        wanted = _grown(before, row_counts(without=HISTORY))
    bodies = [_fresh(body) for _client in clients]
    with ThreadPoolExecutor(times) as threads:
        list(threads.map(lambda client, body: _post_and_close(client, url, body), clients, bodies))
    return wanted, _grown(before, row_counts(without=HISTORY))


def _prepared(example: Example, cast: Cast) -> tuple[str, dict[str, Any], Person | None]:
    viewers = cast.viewers_of(example.power)
    usual = [role for role in ("other", "power holder", "owner", "stranger") if role in viewers]
    role = next(role for role in usual if senders(example, role, viewers[role]))
    url = address_of(example, cast.owner)
    assert example.post is not None
    sender = viewers[role]
    held = example.session(sender or cast.owner)
    body = example.post(sender or cast.owner)  # first: it may make what the page needs to show its form
    return url, {**_hidden_in(client_of(sender, session=held), url), **body}, sender


def _hidden_in(client: Client, url: str) -> dict[str, str]:
    """What the page at this address sends along with its form, if it shows one: a browser would."""
    page = client.get(url)
    if page.status_code != 200 or page.streaming:
        return {}
    fields = HIDDEN.findall(page.content.decode(errors="replace"))
    return {name: unescape(value) for name, value in fields if name in {"once"} or name.startswith("draft")}


def _post(client: Client, url: str, body: dict[str, Any]) -> None:
    status = client.post(url, _fresh(body)).status_code
    assert status < 500, f"POST {url} answers {status}"


def _fresh(body: dict[str, Any]) -> dict[str, Any]:
    """A file is read once: each sending brings one of its own."""
    return {name: _copy(value) if isinstance(value, SimpleUploadedFile) else value for name, value in body.items()}


def _copy(file: SimpleUploadedFile) -> SimpleUploadedFile:
    file.seek(0)
    return SimpleUploadedFile(file.name or "file", file.read(), file.content_type or "")


def _post_and_close(client: Client, url: str, body: dict[str, Any]) -> None:
    """In a thread of its own, with a database connection of its own."""
    forget_quarter()
    try:
        _post(client, url, body)
    finally:
        connection.close()


def _grown(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {table: after[table] - before[table] for table in before if after[table] != before[table]}


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_quarter()
