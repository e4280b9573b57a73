from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """What a rule says by itself is compared in English, whatever language a page before it was read in."""
    with translation.override("en"):
        yield
