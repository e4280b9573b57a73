from __future__ import annotations

from collections.abc import Iterator

import pytest

from quartier.api.testing import holder_of
from quartier.kernel import registry
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.terms.process import START_PROCESS
from tests.processes.hands import HANDS


@pytest.fixture(autouse=True)
def _hands(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A kind of step of our own, whatever is installed."""
    monkeypatch.setitem(registry._modules, "hands", HANDS)
    registry.kinds.cache_clear()
    yield
    registry.kinds.cache_clear()


@pytest.fixture
def organiser(db: None) -> Person:
    """May ask the whole quarter."""
    Quarter.objects.update_or_create(pk=1, defaults={"name": "Musterviertel", "is_set_up": True})
    forget_quarter()
    return holder_of(START_PROCESS, "Olga", "Ott")
