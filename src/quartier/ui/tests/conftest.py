"""What the tests of this folder stand on: compiled catalogues, plain static addresses, one browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

LOCALE = Path(__file__).parents[1] / "locale"
CHROMIUM = "/usr/bin/chromium"
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture(autouse=True)
def _plain_static(settings: pytest.FixtureRequest) -> None:
    settings.STORAGES = {**settings.STORAGES, **PLAIN}  # type: ignore[attr-defined]


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/list/", {"kind": "offer", "after": "abc"})


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop running, which Django takes for async code
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    options += ["--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()
