"""One request and what came of it; everything it wrote is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from quartier.api.testing.people import client_of
from quartier.api.testing.snapshots import changed_tables, snapshot, tables_written
from quartier.kernel.contract import Example
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import forget_quarter


@dataclass(frozen=True)
class Outcome:
    status: int
    location: str
    changed: list[str]  # tables
    has_cookies: bool  # it set some

    @property
    def is_refusal(self) -> bool:
        """Not found, not allowed, not this method, or asked to log in first."""
        return self.status in {403, 404, 405} or self.leads_to_login

    @property
    def is_page(self) -> bool:
        return self.status < 400 and not self.leads_to_login

    @property
    def leads_to_login(self) -> bool:
        """To come back afterwards: so it was a refusal, and not the end of logging out."""
        return self.status == 302 and self.location.startswith(f"{resolve_url(settings.LOGIN_URL)}?next=")

    def __str__(self) -> str:
        return f"{self.status} {self.location} changing {', '.join(self.changed) or 'nothing'}"


def address_of(example: Example, owner: Person) -> str:
    """Makes what the example's address speaks of."""
    return reverse(example.url, kwargs=example.arguments(owner))


def ask(
    person: Person | None,
    method: str,
    url: str,
    body: dict[str, Any] | None = None,
    *,
    session: dict[str, Any] | None = None,
    csrf: bool = False,
    client: Client | None = None,
) -> Outcome:
    """Sends it and takes back what it wrote. `csrf`: as a page elsewhere would send it, without our token.

    `client`: a browser of theirs that is there already; making one takes as long as many a page.
    """
    client = client or client_of(person, session=session, enforce_csrf_checks=csrf)
    with taken_back():
        with tables_written() as written:
            response = send(client, method, url, body)
        after = snapshot(written, without_reading_marks=body is None)
    before = snapshot(written, without_reading_marks=body is None)
    return Outcome(
        response.status_code,
        response.headers.get("Location", ""),
        changed_tables(before, after),
        bool(response.cookies),
    )


def send(client: Client, method: str, url: str, body: dict[str, Any] | None = None) -> HttpResponse:
    call = getattr(client, method.lower())
    response: HttpResponse = call(url, body or {}) if method in {"GET", "POST"} else call(url)
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards."""
    with transaction.atomic():
        point = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)
            forget_quarter()
