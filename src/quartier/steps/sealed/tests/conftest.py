from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """What a rule says by itself is compared in English, whatever language a page before it was read in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _three_are_enough(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ballot takes half a second of reckoning: where their number is not what it is about, three do."""
    if "fewer_than_five" not in request.node.name:
        monkeypatch.setattr("quartier.steps.sealed.queries.FEWEST_VOTES", 3)
