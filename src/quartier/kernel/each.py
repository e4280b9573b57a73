"""Many things to do, one after the other, so that one that fails holds up no other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

log = logging.getLogger(__name__)
Item = TypeVar("Item")


def each_by_itself(items: Iterable[Item], do: Callable[[Item], int], *, otherwise: str) -> int:
    """The sum of what `do` returns. What fails goes to the log with `otherwise`, and is tried again at the next run.

    Afterwards the first failure is raised: the job has failed, and the engine room says so.
    """
    done, failed = 0, list[Exception]()
    for item in items:
        try:
            done += do(item)
        except Exception as error:
            log.exception("%s (%s)", otherwise, getattr(item, "pk", item))
            failed.append(error)
    if failed:
        raise failed[0]
    return done
