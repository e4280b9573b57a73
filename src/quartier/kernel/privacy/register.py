"""The register of processing (Article 30 GDPR), made from what the tables say of themselves: nobody can forget to write it."""

from __future__ import annotations

from dataclasses import dataclass

from quartier.kernel.contract import Text
from quartier.kernel.keeping import Area, Keep
from quartier.kernel.privacy.areas import how_long, in_words
from quartier.kernel.privacy.erasure import all_retains
from quartier.kernel.privacy.tables import keeps, told_columns


@dataclass(frozen=True)
class Processing:
    """One line: a sort of data."""

    keep: Keep
    data: list[Text]
    how_long: str
    rows: int | None  # for managers


def register(*, counted: bool) -> list[tuple[str, list[Processing]]]:
    """(area, its lines). `counted`: with how many rows there are."""
    lines = [_line(keep, counted) for keep in keeps().values()]
    areas = ((str(area.label), [line for line in lines if line.keep.area == area]) for area in Area)
    return [(label, some) for label, some in areas if some]


def retained() -> list[tuple[Text, str]]:
    """What laws make us keep after an erasure, and for how long."""
    return [(retain.ground, in_words(retain.until)) for retain in all_retains()]


def _line(keep: Keep, counted: bool) -> Processing:
    data = [] if keep.is_copy else list(dict.fromkeys(word for _field, word in told_columns(keep.model)))
    return Processing(keep, data, how_long(keep), keep.model._base_manager.count() if counted else None)
