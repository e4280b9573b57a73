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
