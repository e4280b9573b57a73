"""Fills an empty, prepared data folder: `python -m quartier.project.bench.filling ENTRIES`.

Prints as JSON what the measuring has to know: addresses, cookies, words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, TypeVar

BATCH = 5_000
MADE = 10_000  # so many are written one by one; what is more are copies of these
T = TypeVar("T")


def main() -> int:
    import django

    django.setup()
    print(json.dumps(fill(int(sys.argv[1]))))
    return 0


def fill(size: int) -> dict[str, Any]:
    from django.db import connection, transaction
    from django.utils import translation

    from quartier.kernel.entries.search import index
    from quartier.project.bench import copying, makers, quarter

    copies = max(1, size // MADE) - 1
    made = size // (copies + 1)
    with translation.override("de"):
        with transaction.atomic():
            population = quarter.move_in(size)
        done = 0
        for seed, batch in enumerate(_batches(made)):
            with transaction.atomic():
                for make, count in _shares(batch, makers.MAKERS):
                    make(population, count, Random(seed))
            done += batch
            _show(done, size)
        if copies:
            copying.copy(copies, lambda indexed: _show(indexed, size))
        index.tidy(at_least=1)  # as the background worker would have long ago
        with transaction.atomic():
            makers.talk_below(population)
            facts = makers.facts(population)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return facts


def _batches(size: int) -> Iterator[int]:
    for start in range(0, size, BATCH):
        yield min(BATCH, size - start)


def _shares(batch: int, makers: Sequence[tuple[int, T]]) -> Iterator[tuple[T, int]]:
    """How many of a batch each makes: in every batch, so that no kind has all the newest."""
    whole, given = sum(weight for weight, _maker in makers), 0
    for weight, maker in makers[1:]:
        given += batch * weight // whole
        yield maker, batch * weight // whole
    yield makers[0][1], batch - given


def _show(done: int, size: int) -> None:
    """A bar where somebody looks; nothing in a log."""
    if sys.stderr.isatty():
        bar = "█" * (30 * done // size)
        sys.stderr.write(f"\r  {bar:░<30} {done:,} of {size:,} entries" + ("\n" if done == size else ""))
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
