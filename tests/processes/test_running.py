"""Steps open and close by the clock and by hand, once each, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from quartier.api.testing import changed_tables, neighbour, snapshot
from quartier.kernel import registry
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballots import cast
from quartier.kernel.processes.models import Elector, Process, ProcessState, Step, StepState
from quartier.kernel.processes.running import change_times, close_now, open_now, run_steps
from quartier.kernel.processes.starting import announce_process
from quartier.kernel.refusals import Refused
from quartier.kernel.step_contract import ProcessTemplate, StepPlan
from tests.processes.hands import HANDS, TEMPLATE, YES, planned, running

TWICE = ProcessTemplate(
    name="hands.twice", label="", summary="", steps=(StepPlan(kind="hands", days=7), StepPlan(kind="hands", days=3))
)


def announced(organiser: Person, template: ProcessTemplate = TEMPLATE) -> Process:
    process = planned(organiser, template=template)
    announce_process(process, by=Actor(organiser))
    return process


def states(process: Process) -> list[str]:
    return list(process.steps.order_by("order").values_list("state", flat=True))


def test_the_clock_opens_and_closes_each_step_once(organiser: Person) -> None:
    process = announced(organiser, TWICE)
    first = process.steps.get(order=1)
    run_steps(first.opens - timedelta(minutes=1))
    assert states(process) == ["planned", "planned"]
    run_steps(first.opens)
    assert states(process) == ["open", "planned"]
    run_steps(first.closes)
    assert states(process) == ["closed", "open"]
    run_steps(process.steps.get(order=2).closes)
    assert states(process) == ["closed", "closed"]
    process.refresh_from_db()
    assert process.state == ProcessState.WAITING
    before = snapshot()
    run_steps(timezone.now() + timedelta(days=60))
    run_steps(timezone.now() - timedelta(days=60))
    assert changed_tables(before, snapshot()) == [], "neither a second run nor a clock set back changes anything"


def test_a_draft_is_never_opened_by_the_clock(organiser: Person) -> None:
    process = planned(organiser)
    run_steps(timezone.now() + timedelta(days=30))
    assert states(process) == ["planned"]


def test_after_a_week_without_power_the_step_is_open_as_long_as_was_said(organiser: Person) -> None:
    process = announced(organiser)
    step = process.steps.get()
    late = step.opens + timedelta(days=9)
    run_steps(late)
    step.refresh_from_db()
    assert step.state == StepState.OPEN
    assert step.closes == late + timedelta(days=7)
    assert process.events.filter(name="delayed").exists(), "and everybody can read why"


def test_a_cut_in_the_middle_of_closing_leaves_it_open_and_the_next_run_closes_it(
    organiser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_step: Step) -> None:
        raise KeyboardInterrupt

    step = running(organiser)
    cast(step, by=Actor(organiser), content={"choice": YES})
    monkeypatch.setitem(registry._modules, "hands", replace(HANDS, closed=cut))
    before = snapshot()
    with pytest.raises(KeyboardInterrupt):
        close_now(step, by=Actor(organiser))
    assert changed_tables(before, snapshot()) == []
    monkeypatch.setitem(registry._modules, "hands", HANDS)
    run_steps(step.closes)
    step.refresh_from_db()
    assert (step.state, step.tally) == (StepState.CLOSED, {YES: 1})


def test_one_process_that_fails_holds_up_no_other(
    organiser: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(step: Step) -> None:
        if step.process_id == first.process_id:
            raise ZeroDivisionError

    first, second = running(organiser), running(organiser)
    monkeypatch.setitem(registry._modules, "hands", replace(HANDS, closed=fails))
    with pytest.raises(ZeroDivisionError):  # the job has failed: the engine room shows that
        run_steps(max(first.closes, second.closes))
    assert (states(first.process), states(second.process)) == (["open"], ["closed"])
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.not_shared(reason="the clock is moved by hand")
def test_nothing_is_taken_after_the_moment_that_was_said(organiser: Person) -> None:
    step = running(organiser)
    Step.objects.filter(pk=step.pk).update(closes=timezone.now())
    with pytest.raises(Refused):
        cast(step, by=Actor(organiser), content={"choice": YES})


def test_everybody_who_may_decide_is_called_once(organiser: Person) -> None:
    ayse = neighbour()
    step = running(organiser)
    open_now(step, by=Actor(organiser))
    assert Notification.objects.filter(person=ayse, notice="process.opened").count() == 1
    close_now(step, by=Actor(organiser))
    assert not Notification.objects.filter(person=ayse, notice="process.closed").exists(), "she took no part"


def test_the_day_that_was_said_only_becomes_later(organiser: Person) -> None:
    step = running(organiser)
    with pytest.raises(Refused):
        change_times(step, by=Actor(organiser), opens=step.opens, closes=step.closes - timedelta(days=1))
    change_times(step, by=Actor(organiser), opens=step.opens, closes=step.closes + timedelta(days=1))


def test_two_openings_fix_one_electorate(organiser: Person) -> None:
    process = announced(organiser, TWICE)
    first = process.steps.get(order=1)
    open_now(first, by=Actor(organiser))
    fixed = Elector.objects.filter(process=process).count()
    neighbour("Neu", "Zugezogen")
    close_now(first, by=Actor(organiser))
    open_now(process.steps.get(order=2), by=Actor(organiser))
    assert Elector.objects.filter(process=process).count() == fixed


def test_days_in_between_stay_as_many_when_a_step_closes_late(organiser: Person) -> None:
    """A week to put things in order is a week, also when the server was off or slips were typed for long."""
    pause = replace(TWICE, steps=(StepPlan(kind="hands", days=7), StepPlan(kind="hands", days=3, after=7)))
    process = announced(organiser, pause)
    first, second = process.steps.order_by("order")
    assert (second.opens - first.closes, second.closes - second.opens) == (timedelta(days=7), timedelta(days=3))
    run_steps(first.opens)
    run_steps(first.closes + timedelta(days=4))
    second.refresh_from_db()
    assert (second.opens - first.closes, second.closes - second.opens) == (timedelta(days=11), timedelta(days=3))
    run_steps(second.opens - timedelta(hours=1))
    assert states(process) == ["closed", "planned"]
    run_steps(second.opens)
    assert states(process) == ["closed", "open"]
