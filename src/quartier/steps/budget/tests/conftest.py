from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from quartier.api import Person
from quartier.api.processes import START_PROCESS
from quartier.api.testing import holder_of


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """What a rule says by itself is compared in English, whatever language a page before it was read in."""
    with translation.override("en"):
        yield


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")
