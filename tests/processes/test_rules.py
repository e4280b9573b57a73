"""The small promises: who may, what is kept, and what a kind of step is given."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from quartier.api.testing import client_of, holder_of, neighbour
from quartier.kernel import registry
from quartier.kernel.entries.feed import entries
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.privacy.export import everything_about
from quartier.kernel.processes.ballots import (
    ballot_of,
    cast,
    cast_by_code,
    cast_sealed,
    contents,
    enter_for,
    give_slip,
    has_chosen,
    sealed_ballots,
    took_part,
)
from quartier.kernel.processes.kinds import step_for_example
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.models import Ballot, Channel, Participation, ProcessState, Step, StepState
from quartier.kernel.processes.naming import elector_named
from quartier.kernel.processes.options import options_of
from quartier.kernel.processes.outcomes import check_proposal
from quartier.kernel.processes.page import process_or_404, step_or_404, step_page
from quartier.kernel.processes.paper import begin_batch
from quartier.kernel.processes.proposal_models import Feasibility
from quartier.kernel.processes.proposals import (
    change_proposal,
    propose_to,
    put_back_proposal,
    support,
    take_support_back,
    withdraw_proposal,
)
from quartier.kernel.processes.results import ShownTable, shown
from quartier.kernel.processes.rights import may_answer, may_manage, must_manage, must_take_part, why_not
from quartier.kernel.processes.running import close_now
from quartier.kernel.processes.starting import change_process
from quartier.kernel.refusals import Refused
from quartier.kernel.step_contract import Row, Table
from quartier.kernel.terms.process import ENTER_BALLOTS
from tests.processes.hands import HANDS, NO, YES, HandsOptions, planned, running


def test_a_choice_is_for_ones_own_eyes(organiser: Person) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    step = running(organiser)
    assert not has_chosen(step, ayse)
    cast(step, by=Actor(ayse), content={"choice": YES})
    own = ballot_of(step, ayse)
    assert own is not None
    assert own.content == {"choice": YES}
    assert ballot_of(step, jonas) is None
    ayse.within = frozenset({"process"})  # as somebody who acts for her sees her
    assert ballot_of(step, ayse) is None
    assert (has_chosen(step, ayse), has_chosen(step, jonas)) == (True, False)


def test_a_class_code_counts_once_and_names_nobody(organiser: Person) -> None:
    step = running(organiser)
    for choice in (YES, NO):
        cast_by_code(step, "linde-7", content={"choice": choice})
    cast(step, by=Actor(organiser), content={"choice": YES})
    assert sorted(content["choice"] for content in contents(step)) == [NO, YES]
    assert Ballot.objects.filter(person=None).count() == 1
    close_now(step, by=Actor(organiser))
    with pytest.raises(Refused):
        cast_by_code(step, "linde-7", content={"choice": YES})


def test_the_order_of_ballots_does_not_matter(organiser: Person) -> None:
    people = [neighbour("N", str(number)) for number in range(6)]
    tallies = []
    for order in (people, people[::-1]):
        step = running(organiser)
        for person in order:
            cast(step, by=Actor(person), content={"choice": YES if people.index(person) % 3 else NO})
        close_now(step, by=Actor(organiser))
        step.refresh_from_db()
        tallies.append(sorted(step.tally.items()))
    assert tallies[0] == tallies[1] == [(NO, 2), (YES, 4)]


def test_who_may_and_who_may_not_in_a_sentence(organiser: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    assert (may_manage(step.process, organiser), may_answer(step.process, ayse)) == (True, False)
    must_manage(step.process, Actor(organiser))
    must_take_part(lock_step(step), Actor(ayse))
    late = neighbour("Zu", "Spät")
    assert why_not(step, late)
    for refuses in (lambda: must_manage(step.process, Actor(ayse)), lambda: must_take_part(step, Actor(late))):
        with pytest.raises(Refused):
            refuses()


def test_the_question_stays_once_it_has_begun(organiser: Person) -> None:
    process = planned(organiser)
    change_process(process, by=Actor(organiser), question="Wie viele Bänke?")
    step = running(organiser)
    with pytest.raises(Refused):
        change_process(step.process, by=Actor(organiser), question="Keine Bänke, oder?")
    change_process(step.process, by=Actor(organiser), text="Näheres.")


def test_a_proposal_is_changed_taken_back_and_supported_once(organiser: Person) -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    step = running(organiser)
    proposal = propose_to(step, by=Actor(ayse), title="  Eine\nBank ")
    assert Participation.objects.filter(step=step, person=ayse).exists()
    for _again in range(3):
        support(proposal, step=step, by=Actor(jonas))
    proposal.refresh_from_db()
    assert (proposal.title, proposal.support_count) == ("Eine Bank", 1)
    take_support_back(proposal, step=step, by=Actor(jonas))
    with pytest.raises(Refused):
        change_proposal(proposal, by=Actor(jonas), title="Keine Bank")
    change_proposal(proposal, by=Actor(ayse), title="Zwei Bänke")
    withdraw_proposal(proposal, by=Actor(ayse))
    put_back_proposal(proposal, by=Actor(ayse))
    with pytest.raises(Refused):
        check_proposal(proposal, by=Actor(organiser), feasibility=Feasibility.FEASIBLE, reasons=" ")


def test_a_step_without_slips_notes_that_somebody_took_part(organiser: Person) -> None:
    step = running(organiser)
    for _again in range(2):
        took_part(step, by=Actor(organiser))
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    assert step.turnout == {"web": 1}


def test_what_a_kind_of_step_is_given(organiser: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    assert options_of(step, HandsOptions) == HandsOptions()
    Step.objects.filter(pk=step.pk).update(options={"needs_half": True, "gone": 1})
    step.refresh_from_db()
    assert options_of(step, HandsOptions).needs_half
    assert elector_named("ayşe demir", step) == ayse
    assert process_or_404(ayse, step.process_id) == step.process
    with pytest.raises(Http404):
        process_or_404(None, step.process_id)
    request = RequestFactory().get(step.url)
    request.person = ayse
    assert step_or_404(request, step.pk, kind="hands") == step
    with pytest.raises(Http404):
        step_or_404(request, step.pk, kind="vote")
    assert callable(step_page)


def test_a_table_is_shown_without_small_numbers() -> None:
    rows = (Row(label="A", numbers=(2,)), Row(label="B", numbers=(9,)))
    table = shown(Table(name="t", title="T", columns=("N",), rows=rows))
    assert isinstance(table, ShownTable)
    assert table.rows == [["A", "–"], ["B", "9"]]


def test_what_somebody_chose_is_told_to_them_and_to_nobody_else(organiser: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    cast(step, by=Actor(ayse), content={"choice": YES})
    assert [row["content"] for row in everything_about(ayse)["kernel.Ballot"]] == [{"choice": YES}]
    assert not everything_about(organiser).get("kernel.Ballot")


def test_a_step_for_examples_is_as_real_ones_are(db: None) -> None:
    """Open, so that every neighbour may have a say, and with an entry like any process."""
    ada, jonas = neighbour("Ada", "Abel"), neighbour("Jonas", "Weber")
    step = step_for_example(ada, "mood", title="Wie war das Fest?", question="Und?", state=StepState.OPEN)
    assert step.is_open
    assert step.process.state == ProcessState.RUNNING
    assert not why_not(step, jonas)
    assert step.process.title in [entry.title for entry in entries(jonas).entries]
    assert client_of(jonas).get(step.process.url).status_code == 200


def sealed_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a kind with verifiable encryption would be: what it keeps looks like nothing to the engine."""

    def count(step: Step) -> dict[str, Any]:
        return dict(Counter(sealed[::-1].decode() for sealed in sealed_ballots(step)))

    monkeypatch.setitem(registry._modules, "hands", replace(HANDS, is_sealed=True, count=count))


def test_a_kind_may_seal_its_ballots_and_the_engine_never_reads_them(
    organiser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_kind(monkeypatch)
    ayse, jonas, desk = neighbour(), neighbour("Jonas", "Weber"), holder_of(ENTER_BALLOTS, "Dora", "Desk")
    step = running(organiser)
    for choice in (NO, YES):
        cast_sealed(step, by=Actor(ayse), sealed=choice.encode()[::-1])
    cast_sealed(step, by=Actor(jonas), sealed=YES.encode()[::-1])
    assert [ballot.content for ballot in Ballot.objects.all()] == [{}, {}]
    assert contents(step) == [{}, {}]
    refused = (
        lambda: cast(step, by=Actor(ayse), content={"choice": YES}),
        lambda: cast_by_code(step, "linde-7", content={"choice": YES}),
        lambda: enter_for(step, ayse, by=Actor(desk), content={"choice": YES}, channel=Channel.PHONE),
        lambda: begin_batch(step, by=Actor(desk), name="Bäckerei", size=3),
        lambda: give_slip(step, organiser, by=Actor(desk)),
        lambda: cast_sealed(step, by=Actor(desk, for_person=organiser), sealed=b"x"),
        lambda: cast_sealed(step, by=Actor(organiser), sealed=b"x" * 70_000),
    )
    for refuses in refused:
        with pytest.raises(Refused):
            refuses()
    page = client_of(ayse).get(step.process.url).content.decode()
    assert "Versiegelt auf deinem eigenen Gerät" in page
    assert f"/process/cast/{step.pk}/" not in page
    assert client_of(desk).get(f"/process/enter/{step.pk}/").status_code == 404
    close_now(step, by=Actor(organiser))
    step.refresh_from_db()
    assert (step.tally, step.turnout) == ({YES: 2}, {"web": 2})


def test_a_kind_that_seals_nothing_takes_nothing_sealed(organiser: Person) -> None:
    step = running(organiser)
    with pytest.raises(ValueError, match="sealed"):
        cast_sealed(step, by=Actor(organiser), sealed=b"x")
    assert not Ballot.objects.exists()
