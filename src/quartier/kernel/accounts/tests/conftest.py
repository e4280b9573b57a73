"""What the tests of the ways in share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from quartier.kernel.accounts.actions import sessions


@pytest.fixture
def real_hashing(settings: Any) -> Iterator[None]:
    """Other tests hash cheaply; these are about the real thing."""
    settings.PASSWORD_HASHERS = ["quartier.kernel.people.hashing.PassphraseHasher"]
    sessions.stand_in.cache_clear()
    yield
    sessions.stand_in.cache_clear()


@pytest.fixture
def visit(chromium: Any, live_server: Any) -> Iterator[Any]:
    """Opens an address in a browser of its own, as a German on a phone; `page.complaints` holds what the console said."""
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
