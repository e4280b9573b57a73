"""A whole city through the step: says how long it took (docs/figures.md); only what is right is tested. `pytest -s -m long`"""

from __future__ import annotations

import time
from random import Random

import pytest
from django.utils import timezone

from quartier.api import Person
from quartier.api.processes import Ballot, Proposal, Step
from quartier.steps.budget.actions import count_budget, open_budget
from quartier.steps.budget.examples import a_budget
from quartier.steps.budget.queries import rules_of

VOTERS, PROJECTS = 100_000, 200


def a_city(organiser: Person) -> Step:
    """Twenty tastes, up to ten crosses a ballot, so that nearly all ballots differ."""
    chance = Random(1)
    step = a_budget(organiser, money_cents=10_000_000_00, most=10)
    Proposal.objects.bulk_create(
        Proposal(
            process=step.process,
            title=f"Projekt {number}",
            cost_cents=chance.randint(2_000, 300_000) * 100,
            origin="imported",
            author=organiser,
        )
        for number in range(PROJECTS - 4)
    )
    open_budget(step)
    keys = list(rules_of(step).by_key)
    tastes = [[chance.random() ** 4 for _ in keys] for _ in range(20)]

    def ballots(first: int) -> list[Ballot]:
        made = []
        for voter in range(first, first + 10_000):
            liked = set(chance.choices(keys, tastes[voter % 20], k=chance.randint(1, 10)))
            content = {key: 1 for key in keys if key in liked}
            made.append(Ballot(step=step, code=f"t:{voter}", channel="paper", content=content))
        return made

    for first in range(0, VOTERS, 10_000):
        Ballot.objects.bulk_create(ballots(first), batch_size=5_000)
    return step


@pytest.mark.long
@pytest.mark.not_shared(reason="projects are made by the hundred")
def test_a_city_votes_on_two_hundred_projects(organiser: Person) -> None:
    step = a_city(organiser)
    step.counting = timezone.now()
    step.save(update_fields=["counting"])

    began, cpu = time.monotonic(), time.process_time()
    tally = count_budget(step)
    took, busy = time.monotonic() - began, time.process_time() - cpu

    step.refresh_from_db()
    print(
        f"{tally['cast']:,} ballots, {PROJECTS} projects: {took:.1f} s, {busy:.1f} s of CPU, {step.percent_counted} % told"
    )
    assert step.counted > 0
    assert tally["cast"] == VOTERS
    assert 0 < tally["spent"] <= 10_000_000_00
    assert tally["ballots"] is None
