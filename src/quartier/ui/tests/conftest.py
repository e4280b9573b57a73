"""What the tests of this folder stand on: compiled catalogues, plain static addresses, one browser."""

from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

LOCALE = Path(__file__).parents[1] / "locale"
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture(autouse=True)
def _plain_static(settings: pytest.FixtureRequest) -> None:
    settings.STORAGES = {**settings.STORAGES, **PLAIN}  # type: ignore[attr-defined]


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/list/", {"kind": "offer", "after": "abc"})
