"""All ways there are, and those that the quarter chose."""

from __future__ import annotations

from quartier.kernel.residence.desk import DESK
from quartier.kernel.residence.letters.way import LETTERS
from quartier.kernel.residence.organisations.way import ORGANISATIONS
from quartier.kernel.residence.settings import residence_settings
from quartier.kernel.residence.vouching.way import VOUCHING
from quartier.kernel.residence.way import Way

WAYS: tuple[Way, ...] = (DESK, LETTERS, VOUCHING, ORGANISATIONS)


def chosen_ways() -> list[Way]:
    chosen = residence_settings().ways
    return [way for way in WAYS if way.is_always or way.name in chosen]


def is_chosen(way: Way) -> bool:
    return way in chosen_ways()
