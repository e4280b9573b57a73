"""The sentences in these tests are English, whatever a test before spoke; the pages that a client opens speak German."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from quartier.api import Person
from quartier.api.processes import START_PROCESS
from quartier.api.testing import holder_of


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")
