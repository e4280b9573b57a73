"""When to try again what didn't work: soon at first, then ever more rarely, and never all at the same moment."""

from __future__ import annotations

import random
import traceback
from datetime import datetime, timedelta
from pathlib import Path

FIRST = timedelta(seconds=10)
LONGEST = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=5)  # a weekend with a holiday in which nobody looks after the box


def next_try(tries: int, now: datetime, *, first: timedelta = FIRST, longest: timedelta = LONGEST) -> datetime:
    """After that many tries. Twice as long each time, give or take a quarter."""
    pause = min(first * 2.0 ** min(max(tries - 1, 0), 20), longest)
    return now + pause * random.uniform(0.75, 1.25)  # noqa: S311 (nobody gains by guessing it)


def where_it_broke(error: BaseException) -> str:
    """What may be shown of an error: its kind and the line. Its words may hold a name or an address."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if "quartier" in frame.filename), frames[-1] if frames else None)
    name = type(error).__name__
    return f"{name} ({Path(last.filename).name}:{last.lineno})" if last else name
