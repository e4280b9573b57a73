"""Everybody votes in the same minute: nothing is lost, nothing counts twice, and closing in the middle cuts cleanly."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from quartier.api.testing import client_of, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballots import cast
from quartier.kernel.processes.models import Ballot, Participation, Step
from quartier.kernel.processes.running import close_now
from quartier.kernel.refusals import Refused
from tests.processes.hands import NO, YES, running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.not_shared(reason="only ballots are counted")]


def vote(step: Step, person: Person, choice: str) -> bool:
    """Whether it was taken."""
    try:
        cast(Step.objects.select_related("process").get(pk=step.pk), by=Actor(person), content={"choice": choice})
    except Refused:
        return False
    finally:
        connection.close()
    return True


def test_twelve_at_once_each_twice_and_a_closing_in_between(transactional_db: None, organiser: Person) -> None:
    people = [neighbour("N", str(number)) for number in range(12)]
    step = running(organiser)
    jobs = [(person, choice) for choice in (YES, NO) for person in people]

    def act(number: int) -> bool:
        if number == len(jobs) // 2:
            close_now(step, by=Actor(organiser))
            connection.close()
            return False
        return vote(step, *jobs[number])

    with ThreadPoolExecutor(8) as pool:
        taken = {jobs[number][0].pk for number, was in enumerate(pool.map(act, range(len(jobs)))) if was}
    step.refresh_from_db()
    assert Ballot.objects.filter(step=step).count() == len(taken) == Participation.objects.filter(step=step).count()
    assert sum(step.tally.values()) == len(taken), "every ballot that was taken is in the count, and no other"
    assert step.turnout.get("web", 0) == len(taken)


@pytest.mark.long
def test_five_hundred_in_one_minute_by_the_page(transactional_db: None, organiser: Person) -> None:
    """Through every middleware, as browsers send it, each of them twice."""
    people = [neighbour("N", str(number)) for number in range(500)]
    step = running(organiser)
    clients = [client_of(person) for person in people]

    def act(number: int) -> int:
        choice = YES if number % 3 else NO
        for _twice in range(2):
            status = clients[number].post(f"/process/cast/{step.pk}/", {"choice": choice}).status_code
        connection.close()
        return status

    with ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(act, range(len(people))))
    assert set(statuses) == {302}
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    assert step.tally == {NO: 167, YES: 333}
    assert step.turnout == {"web": 500}
