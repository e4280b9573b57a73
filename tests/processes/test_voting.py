"""From a question to a count: who may vote, and what counts."""

from __future__ import annotations

import pytest

from quartier.api.testing import client_of, neighbour
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballots import cast
from quartier.kernel.processes.models import Ballot, ProcessState, StepState
from quartier.kernel.processes.running import close_now
from quartier.kernel.refusals import Refused
from tests.processes.hands import NO, YES, running


def test_a_question_is_decided_and_waits_for_its_answer(organiser: Person) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    step = running(organiser)
    for person, choice in ((ayse, YES), (jonas, NO), (organiser, YES)):
        cast(step, by=Actor(person), content={"choice": choice})
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    assert step.state == StepState.CLOSED
    assert step.tally == {YES: 2, NO: 1}
    assert step.turnout == {"web": 3}
    assert step.process.state == ProcessState.WAITING
    assert step.process.answer_due is not None


def test_the_last_choice_counts(organiser: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    for choice in (YES, YES, NO):
        cast(step, by=Actor(ayse), content={"choice": choice})
    assert [ballot.content for ballot in Ballot.objects.all()] == [{"choice": NO}]


def test_whoever_comes_after_the_opening_does_not_vote(organiser: Person) -> None:
    """Nobody packs a vote with new accounts."""
    step = running(organiser)
    newcomers = [neighbour("Neu", str(number)) for number in range(20)]
    for newcomer in newcomers:
        with pytest.raises(Refused):
            cast(step, by=Actor(newcomer), content={"choice": YES})
        assert client_of(newcomer).get(step.process.url).status_code == 200, "but they read along"
    assert not Ballot.objects.exists()


def test_a_choice_is_sent_from_the_page(organiser: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    assert "Sollen hier Bänke stehen?" in client_of(ayse).get(step.process.url).content.decode()
    assert client_of(ayse).post(f"/process/cast/{step.pk}/", {"choice": "perhaps"}).status_code == 200
    assert not Ballot.objects.exists()
    assert client_of(ayse).post(f"/process/cast/{step.pk}/", {"choice": YES}).status_code == 302
    assert Ballot.objects.get().person == ayse
