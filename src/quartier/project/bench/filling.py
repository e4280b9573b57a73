"""Fills an empty, prepared data folder: `python -m quartier.project.bench.filling ENTRIES`.

Prints as JSON what the measuring has to know: addresses, cookies, words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from random import Random
from typing import Any

BATCH = 5_000


def main() -> int:
    import django

    django.setup()
    print(json.dumps(fill(int(sys.argv[1]))))
    return 0


def fill(size: int) -> dict[str, Any]:
    from django.db import connection, transaction
    from django.utils import translation

    from quartier.project.bench import makers, quarter

    with translation.override("de"):
        with transaction.atomic():
            population = quarter.move_in()
        done = 0
        for make, count, seed in _portions(size, len(makers.MAKERS)):
            with transaction.atomic():
                makers.MAKERS[make](population, count, Random(seed))
            done += count
            _show(done, size)
        with transaction.atomic():
            makers.talk_below(population)
            facts = makers.facts(population)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return facts


def _portions(size: int, kinds: int) -> Iterator[tuple[int, int, int]]:
    """(which maker, how many, seed): in turn, so that no kind has all the newest."""
    for seed, start in enumerate(range(0, size, BATCH)):
        count = min(BATCH, size - start)
        for kind in range(kinds):
            share = count // kinds + (kind < count % kinds)
            if share:
                yield kind, share, seed * kinds + kind


def _show(done: int, size: int) -> None:
    """A bar where somebody looks; nothing in a log."""
    if sys.stderr.isatty():
        bar = "█" * (30 * done // size)
        sys.stderr.write(f"\r  {bar:░<30} {done:,} of {size:,} entries" + ("\n" if done == size else ""))
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
