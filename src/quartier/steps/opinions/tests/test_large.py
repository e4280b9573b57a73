"""A town: says what a map, a page and a vote cost (docs/counting.md), but only what is right is tested. `pytest -s -m long`"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from django.utils import timezone

from quartier.api import Actor
from quartier.api.processes import START_PROCESS
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.counting.opinions.votes import UNSEEN, Opinions, Statement
from quartier.steps.opinions import actions
from quartier.steps.opinions.examples import running
from quartier.steps.opinions.models import Board
from quartier.steps.opinions.refresh import redraw

pytestmark = [pytest.mark.long, pytest.mark.once, pytest.mark.django_db]


@pytest.mark.parametrize(("people", "statements", "share"), [(100, 50, 0.4), (10_000, 500, 0.2), (10_000, 500, 1.0)])
def test_a_town(people: int, statements: int, share: float) -> None:
    organiser, ayse = holder_of(START_PROCESS, "Olga", "Ott"), neighbour()
    step, client = running(organiser), client_of(ayse)
    actions.take_over(step, town(people, statements, share), by=Actor(organiser))
    cost = {"redraw": cpu(lambda: redraw(step, timezone.now()))}
    client.get(step.url)
    cost["page"] = min(cpu(lambda: client.get(step.url)) for _ in range(5))
    cost["next"] = min(cpu(lambda: client.get(f"/opinions/{step.pk}/")) for _ in range(5))
    numbers = iter(range(1, 6))
    cost["vote"] = min(cpu(lambda: actions.answer(step, next(numbers), by=Actor(ayse), said="agree")) for _ in range(4))
    said = {name: f"{1000 * seconds:.0f} ms" for name, seconds in cost.items()}
    print(f"{people:,} × {statements}, {share:.0%} answered:", said)
    kept = Board.objects.get(step=step).map
    assert len(kept["groups"]) == 3
    assert kept["people"] == sum(group["size"] for group in kept["groups"]) > people * 0.9


def town(people: int, statements: int, share: float) -> Opinions:
    """Three camps."""
    chance = np.random.default_rng(3)
    sides = chance.integers(0, 3, people)
    votes = np.sign(chance.normal(size=(3, statements))[sides] + chance.normal(size=(people, statements))).astype(
        np.int8
    )
    votes[chance.random(votes.shape) > share] = UNSEEN
    columns = tuple(Statement(str(number), f"Satz {number}") for number in range(statements))
    return Opinions(tuple(map(str, range(people))), columns, votes)


def cpu(do: Callable[[], object]) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began
