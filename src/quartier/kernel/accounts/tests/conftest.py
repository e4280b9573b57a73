"""What the tests of the ways in share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import trans_real

from quartier.kernel.accounts.actions import sessions
from quartier.machine import catalogues

CHROMIUM = Path("/usr/bin/chromium")
LOCALE = Path(__file__).parents[3]


@pytest.fixture
def real_hashing(settings: Any) -> Iterator[None]:
    """Other tests hash cheaply; these are about the real thing."""
    settings.PASSWORD_HASHERS = ["quartier.kernel.people.hashing.PassphraseHasher"]
    sessions.stand_in.cache_clear()
    yield
    sessions.stand_in.cache_clear()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop running, which Django takes for async code
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    options += ["--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=options)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, live_server: Any) -> Iterator[Any]:
    """Opens an address in a browser of its own, as a German on a phone; `page.complaints` holds what the console said."""
    catalogues.compile_changed(LOCALE)
    trans_real._translations = {}  # type: ignore[attr-defined]
    contexts: list[Any] = []

    def opened(path: str, **options: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 360, "height": 780}, locale="de-DE", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
