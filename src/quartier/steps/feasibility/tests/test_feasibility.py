"""The office says of each proposal whether it can be done, with reasons; nothing is left out in silence."""

from __future__ import annotations

import pytest

from quartier.api import Actor, Person, Refused
from quartier.api.processes import (
    START_PROCESS,
    Proposal,
    Step,
    check_proposal,
    close_now,
    propose_to,
    step_for_example,
)
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.steps.feasibility import step as step_module


@pytest.fixture
def office(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


@pytest.fixture
def step(office: Person) -> Step:
    made = step_for_example(office, "feasibility", title="Was geht?", question="Was lässt sich umsetzen?", state="open")
    for title in ("Sonnensegel", "Trinkbrunnen", "Freiluftkino"):
        propose_to(made, by=Actor(office), title=title, text="Bitte.")
    return made


def checked(title: str, office: Person, word: str, reasons: str, cost: int | None = None) -> None:
    proposal = Proposal.objects.get(title=title)
    check_proposal(proposal, by=Actor(office), feasibility=word, reasons=reasons, cost_cents=cost)


def page_of(person: Person, step: Step) -> str:
    return client_of(person).get(step.url).content.decode()


def test_everybody_reads_what_was_said_and_why_and_what_still_waits(office: Person, step: Step) -> None:
    checked("Sonnensegel", office, "feasible", "Die Pfosten dürfen im Rasen stehen.", 240_000)
    checked("Trinkbrunnen", office, "not_feasible", "Die Leitung liegt 80 Meter weit weg.")
    page = page_of(neighbour(), step)
    assert "2 von 3 Vorschlägen sind geprüft" in page
    for said in (
        "Die Pfosten dürfen im Rasen stehen.",
        "2.400",
        "Die Leitung liegt 80 Meter weit weg.",
        "Freiluftkino",
    ):
        assert said in page
    assert "/check/" not in page
    assert f"/process/proposal/{Proposal.objects.get(title='Freiluftkino').pk}/check/" in page_of(office, step)


def test_no_word_without_reasons_and_none_by_neighbours(office: Person, step: Step) -> None:
    with pytest.raises(Refused):
        checked("Sonnensegel", office, "not_feasible", "  ")
    with pytest.raises(Refused):
        checked("Sonnensegel", office, "perhaps", "Mal sehen.")
    with pytest.raises(Refused):
        checked("Sonnensegel", neighbour(), "feasible", "Klar.")
    assert not Proposal.objects.exclude(feasibility="unchecked").exists()


def test_what_nobody_checked_is_counted_as_that(office: Person, step: Step) -> None:
    checked("Sonnensegel", office, "feasible", "Das geht.", 100)
    close_now(step, by=Actor(office))
    step.refresh_from_db()
    assert step.tally == {"unchecked": 2, "feasible": 1, "not_feasible": 0}
    checked("Trinkbrunnen", office, "feasible", "Doch noch.", 100)  # later words don't change what the step found
    result = step_module.result(step)
    assert [row.numbers for table in result.tables for row in table.rows] == [(2,), (1,), (0,)]


def test_a_process_without_proposals_says_so(office: Person) -> None:
    empty = step_for_example(office, "feasibility", title="Was geht?", question="Was?", state="open")
    assert "Noch gibt es keine Vorschläge" in page_of(neighbour(), empty)
