from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """So that a test may quote a sentence."""
    with translation.override("en"):
        yield
