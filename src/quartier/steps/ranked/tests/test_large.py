"""A whole city through the step: says how long each rule took (docs/figures.md); only what is right is tested. `pytest -s -m long`"""

from __future__ import annotations

import time
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Person
from quartier.api.processes import Ballot, Step
from quartier.steps.ranked.actions import count_votes, open_vote
from quartier.steps.ranked.examples import a_vote
from quartier.steps.ranked.terms import OWN

VOTERS, CANDIDATES, SEATS = 100_000, 12, 4
RULES = ("irv", "schulze", "scottish-stv", "meek-stv")


def a_city(organiser: Person) -> Step:
    """Eight tastes, three to twelve places a ballot, so that most ballots differ. It is being counted."""
    chance = Random(1)
    step = a_vote(
        organiser, rule="scottish-stv", seats=SEATS, about=OWN, own=[f"Nummer {n}" for n in range(CANDIDATES)]
    )
    open_vote(step)
    tastes = [[chance.random() ** 2 for _ in range(CANDIDATES)] for _ in range(8)]

    def places(voter: int) -> dict[str, int]:
        liked = sorted(range(CANDIDATES), key=lambda one: -tastes[voter % 8][one] - chance.random() / 2)
        order = {one: place for place, one in enumerate(liked[: chance.randint(3, CANDIDATES)], 1)}
        return {f"c{one + 1}": order[one] for one in sorted(order)}

    for first in range(0, VOTERS, 10_000):
        made = [
            Ballot(step=step, code=f"t:{v}", channel="paper", content=places(v)) for v in range(first, first + 10_000)
        ]
        Ballot.objects.bulk_create(made, batch_size=5_000)
    step.state, step.counting = "open", timezone.now()
    step.save(update_fields=["state", "counting"])
    return step


@pytest.mark.long
@pytest.mark.not_shared(reason="ballots are made by the thousand")
def test_a_city_ranks_twelve_candidates(organiser: Person) -> None:
    step = a_city(organiser)
    for rule in RULES:
        seats = 1 if rule in {"irv", "schulze"} else SEATS
        step.options = {**step.options, "rule": rule, "seats": seats}
        step.save(update_fields=["options"])
        Step.objects.filter(pk=step.pk).update(counted=0)
        tally, took, busy = _counted(step)
        step.refresh_from_db()
        print(
            f"{rule}: {took:.1f} s, {busy:.1f} s of CPU, {len(tally['rounds'])} rounds, {step.percent_counted} % told"
        )
        assert tally["cast"] == VOTERS
        assert len(tally["winners"]) == seats
        assert step.counted > 0


def _counted(step: Step) -> tuple[dict[str, Any], float, float]:
    began, cpu = time.monotonic(), time.process_time()
    tally = count_votes(step)
    return tally, time.monotonic() - began, time.process_time() - cpu
