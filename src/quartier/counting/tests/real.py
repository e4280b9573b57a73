"""Where the real elections lie, and how tests make small ones."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from quartier.counting.election import Ballot, Election, Option, grouped
from quartier.counting.files.reading import read_election

ROOT = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("QUARTIER_SHARED_DATA", ROOT.parent / "shared" / "data"))


def real(path: str) -> Path:
    if not (SHARED / path).exists():
        pytest.skip(f"{path} is not there: set QUARTIER_SHARED_DATA to the folder with the real elections")
    return SHARED / path


@cache
def election_at(path: str) -> Election:
    """Read once for all tests: nothing changes an election."""
    return read_election(real(path))


def crosses(
    ballots: Sequence[Sequence[int]], costs: Sequence[int] | None = None, budget: int | None = None
) -> Election:
    """Approval ballots; the options are called a, b, c …"""
    size = len(costs) if costs else 1 + max((option for ballot in ballots for option in ballot), default=0)
    given = [(Ballot((tuple(sorted(ballot)),) if ballot else ()), Fraction(1)) for ballot in ballots]
    return Election(
        _options(size, costs), grouped(given), "approval", budget=None if budget is None else Fraction(budget)
    )


def places(ballots: Sequence[tuple[int, str]], size: int, seats: int = 1) -> Election:
    """`(3, "abc")`: three ballots with a before b before c."""
    given = [(Ballot(tuple((ord(name) - 97,) for name in order)), Fraction(count)) for count, order in ballots]
    return Election(_options(size, None), grouped(given), "ranking", seats=seats)


def _options(size: int, costs: Sequence[int] | None) -> tuple[Option, ...]:
    names = [chr(97 + index) if size <= 26 else f"p{index}" for index in range(size)]
    return tuple(Option(name, name, Fraction(costs[i]) if costs else None) for i, name in enumerate(names))
