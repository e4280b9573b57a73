"""What a search costs at any size, for whatever is asked by whomever: `pytest -s tests/test_search_cost.py` prints it."""

from __future__ import annotations

import time
from functools import cache
from statistics import median, quantiles

import pytest
from django.db import connection

from quartier.kernel.entries.search.mending import mended
from quartier.kernel.entries.search.months import Months
from quartier.kernel.entries.search.query import Answer, Question, Wanted, ask, may_go_on, read_state
from quartier.kernel.entries.search.words import query_words
from tests import search_quarter as quarter

pytestmark = [pytest.mark.django_db, pytest.mark.not_shared]
QUESTIONS = {
    "common": "Garten",
    "two common": "Garten Samstag",
    "part of compounds": "versammlung",
    "compound": "Mieterversammlung",
    "rare": "{words[90000]}",
    "two letters": "ga",
    "four letters": "gart",
    "common and rare": "Hilfe {words[5000]}",
    "twelve words": " ".join(f"{{words[{number}]}}" for number in range(100, 112)),
    "nonsense": "xqzwvuk",
    "mistyped": "Mieterversamlung",
    "two mistyped": "Garrten Samstga",
}


@cache
def asked() -> dict[str, str]:
    """Made when it is needed: words of the made-up quarter take seconds, and each run of the tests reads this file."""
    return {what: text.format(words=quarter.vocabulary()) for what, text in QUESTIONS.items()}


def find(text: str, keys: list[str]) -> Answer:
    """As `search.look` asks, without the entries themselves."""
    question = Question([Wanted(word) for word in query_words(text)], frozenset(f"@{key}" for key in keys))
    last = question.wanted[-1]
    last.may_go_on = may_go_on(last.word.full)
    state, last.beginnings = read_state(last.word.full if last.may_go_on else "")
    months = Months()
    told = ask(question, state, months)
    better = None if told.hits else mended(question, state, months)
    return better.answer if better else told


def measure(size: int, rounds: int) -> dict[str, float]:
    """CPU in ms of each question by each viewer, the least of all rounds; prints it with what the clock said."""
    costs = {}
    for viewer, keys in quarter.VIEWERS.items():
        for what, text in asked().items():
            cpu, wall = [], []
            for _round in range(rounds):
                begin, began = time.process_time(), time.perf_counter()
                found = find(text, keys)
                cpu.append((time.process_time() - begin) * 1000)
                wall.append((time.perf_counter() - began) * 1000)
            costs[f"{viewer}, {what}"] = min(cpu)  # what else the machine does only makes it more
            slow = quantiles(wall, n=20)[-1]
            print(
                f"{connection.vendor} {size:>9,} | {viewer:14} | {what:17} | {len(found.hits):3} hits |"
                f" CPU {median(cpu):5.1f} (p95 {quantiles(cpu, n=20)[-1]:5.1f}) | clock {median(wall):5.1f} (p95 {slow:5.1f}) ms"
            )
    print(
        f"{connection.vendor} {size:>9,} | all {len(costs)} | CPU p50 {median(costs.values()):.1f}, p95 {p95_of(costs):.1f} ms"
    )
    return costs


def p95_of(costs: dict[str, float]) -> float:
    return quantiles(costs.values(), n=20)[-1]


def grow(few: int, many: int, *, rounds: int) -> None:
    quarter.fill(1, few, of=many)
    at_few = measure(few, rounds)
    quarter.fill(few, many, of=many)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    at_many = measure(many, rounds)
    assert p95_of(at_many) < 6 * p95_of(at_few)  # measured: 1.5 to 3.6; it was 7.4 when long lists were read first
    assert sum(at_many.values()) < 2 * sum(at_few.values()) * max(1, (many / few) ** 0.25)
    assert all(
        len(find(asked()[what], keys).hits) for what in ("common", "mistyped") for keys in quarter.VIEWERS.values()
    )


@pytest.mark.thorough
def test_a_search_costs_nearly_the_same_whatever_there_is() -> None:
    grow(10_000, 60_000, rounds=3)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)  # committed: nobody reads a million rows of their own open transaction
def test_a_search_costs_nearly_the_same_at_a_million() -> None:
    grow(10_000, 1_000_000, rounds=10)
