"""Many ballots are counted by the worker: the page says how far it is, nothing comes in meanwhile, and whoever is killed begins again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import Actor, Person, Refused
from quartier.api.processes import START_PROCESS, Step, close_now, count_progress
from quartier.api.testing import client_of, holder_of, neighbour
from quartier.kernel.processes import counting, running
from quartier.steps.ranked import actions
from quartier.steps.ranked.tests.polls import opened, page_of, vote


@pytest.fixture
def organiser(db: None) -> Person:
    return holder_of(START_PROCESS, "Olga", "Ott")


@pytest.fixture
def step(organiser: Person, monkeypatch: pytest.MonkeyPatch) -> Step:
    """Ended by hand with more ballots than are counted on the spot."""
    monkeypatch.setattr(counting, "MANY", 5)
    monkeypatch.setattr(counting, "SECONDS", 0.0)
    made = opened(organiser)
    vote(made, ({"c1": 1, "c2": 2}, 4), ({"c2": 1}, 3))
    close_now(made, by=Actor(organiser))
    made.refresh_from_db()
    return made


def killed(step: Step) -> dict[str, Any]:
    count_progress(step)("counting", 0.4)
    raise MemoryError("the power is gone")


def test_the_page_says_how_far_it_is(step: Step) -> None:
    assert (step.state, step.is_open) == ("open", False)
    count_progress(step)("counting", 0.42)
    page = page_of(neighbour("Vera", "Viel"), step.url)
    assert "Die Stimmen werden gezählt: 42 % sind geschafft" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    count_progress(step)("counting", 0.3)
    assert "Ergebnis" not in page


def test_nothing_comes_in_any_more(step: Step, organiser: Person) -> None:
    with pytest.raises(Refused):
        actions.vote(step, by=Actor(neighbour("Vera", "Viel")), ballot={"c1": 1})
    with pytest.raises(Refused):
        running.change_times(step, by=Actor(organiser), opens=step.opens, closes=step.closes + timedelta(days=3))
    close_now(step, by=Actor(organiser))  # pressed twice
    step.refresh_from_db()
    assert step.state == "open"
    assert "Die Zeit ist vorbei" not in client_of(organiser).get(step.url).content.decode()


def test_the_worker_counts_it_once(step: Step) -> None:
    assert running.run_steps(timezone.now()) == 1
    assert running.run_steps(timezone.now()) == 0
    step.refresh_from_db()
    assert (step.state, step.counting, step.tally["cast"], step.tally["winners"]) == ("closed", None, 7, ["c1"])
    assert [event.name for event in step.process.events.order_by("pk")][-2:] == ["counting", "closed"]


def test_killed_in_the_middle_it_begins_again(step: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(actions, "tallied", lambda *_ballots, **_rules: killed(step))
        with pytest.raises(MemoryError):
            running.run_steps(timezone.now())
    step.refresh_from_db()
    assert (step.state, step.counted, step.tally) == ("open", 0.4, {})
    assert running.run_steps(timezone.now()) == 1
    step.refresh_from_db()
    assert step.tally["cast"] == 7
    assert [event.name for event in step.process.events.all()].count("closed") == 1


def test_ended_by_the_clock_it_is_counted_in_the_same_round(organiser: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MANY", 2)
    made = opened(organiser)
    vote(made, ({"c1": 1}, 3))
    assert running.run_steps(made.closes + timedelta(minutes=1)) == 2
    made.refresh_from_db()
    assert (made.state, made.tally["cast"]) == ("closed", 3)


def test_few_ballots_are_counted_at_once(organiser: Person) -> None:
    made = opened(organiser)
    vote(made, ({"c1": 1}, 3))
    close_now(made, by=Actor(organiser))
    made.refresh_from_db()
    assert (made.state, made.tally["cast"]) == ("closed", 3)
