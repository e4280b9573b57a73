"""When something goes wrong, the page says so in the reader's words, and nothing else does."""

from __future__ import annotations

from errno import ENOSPC
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from quartier.kernel.middleware import MOST_THROWN_AWAY, is_disk_full
from quartier.project import urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
ERRORS = {
    "any": RuntimeError("canary"),
    "suspicious": SuspiciousOperation("canary"),
    "full": OperationalError("database or disk is full"),
}


def breaks(request: HttpRequest, kind: str) -> HttpResponse:
    raise ERRORS[kind]


urlpatterns = [path("breaks/<str:kind>/", breaks), *urls.urlpatterns]
LANGUAGES = ("de", "en", "de-simple")
TITLES = {
    "de": {400: "Das haben wir nicht verstanden", 404: "Hier ist nichts", 500: "Bei uns ist etwas kaputtgegangen"},
    "en": {400: "We did not understand that", 404: "There is nothing here", 500: "Something broke on our side"},
}


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["django_language"] = request.param
    return client


def shown(answer: Any) -> tuple[int, str]:
    html = answer.content.decode()
    assert html.count("<h1>") == 1
    assert "Traceback" not in html
    return answer.status_code, html.split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize("browser", LANGUAGES, indirect=True)
def test_every_fault_has_a_page_in_every_language(browser: Client, request: pytest.FixtureRequest) -> None:
    found = [
        shown(browser.get("/nowhere/")),
        shown(browser.post("/account/login/", {"login_name": "x"})),
        shown(
            browser.post("/account/login/", b"x", content_type="text/plain", CONTENT_LENGTH=str(MOST_THROWN_AWAY + 1))
        ),
    ]
    for kind in ERRORS:
        answer = browser.get(f"/breaks/{kind}/")
        assert "canary" not in answer.content.decode()
        found.append(shown(answer))
    assert [status for status, _title in found] == [404, 403, 413, 500, 400, 507]
    assert len({title for _status, title in found}) == 6
    titles = TITLES.get(request.node.callspec.params["browser"], {})
    assert {status: title for status, title in found if status in titles} == titles


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (OperationalError("database or disk is full"), True),
        (OSError(ENOSPC, "No space left on device"), True),
        (OperationalError("database is locked"), False),
        (OSError(2, "No such file"), False),
        (None, False),
    ],
)
def test_a_full_disk_is_recognised(error: BaseException | None, is_full: bool) -> None:
    assert is_disk_full(error) is is_full
    wrapped = RuntimeError("something else")
    wrapped.__cause__ = error
    assert is_disk_full(wrapped) is is_full
