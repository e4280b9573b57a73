"""Who asks in the tests of ranked votes."""

from __future__ import annotations

import pytest

from quartier.api import Person
from quartier.api.processes import START_PROCESS
from quartier.api.testing import holder_of


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")
