"""Trips outside: nobody waits for a place that is slow or down, and all of them come back."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from quartier.machine import trips as trips_module
from quartier.machine.trips import WIDEST, Trip, Trips

PATIENCE = 60.0  # seconds: a busy machine is no fault of the code


class Down(Exception):
    pass


def all_back(trips: Trips) -> list[tuple[str, Exception | None]]:
    back: list[tuple[str, Exception | None]] = []
    while trips.out:
        found = trips.returned(seconds=PATIENCE, most=10)
        assert found, "nobody came back"
        back += [(trip.place, problem) for trip, problem in found]
    return back


def is_down(problem: BaseException) -> bool:
    return isinstance(problem, Down)


def fails(problem: Exception) -> Callable[[], None]:
    def go() -> None:
        raise problem

    return go


def test_a_place_that_never_answers_holds_up_no_other() -> None:
    answers = threading.Event()
    with Trips(is_down=is_down) as trips:
        for number in range(50):
            trips.send(Trip("dead", lambda: answers.wait(PATIENCE)))
            trips.send(Trip(f"alive {number % 3}", lambda: None))
        back: list[str] = []
        while len(back) < 50:
            found = trips.returned(seconds=PATIENCE, most=10)
            assert found, "those that are alive wait for the dead one"
            back += [trip.place for trip, _problem in found]
        assert "dead" not in back
        answers.set()
        assert len(all_back(trips)) == 50


def test_to_a_place_that_is_down_one_goes_and_the_others_hear_of_it_without_going() -> None:
    gone: list[int] = []

    def go() -> None:
        gone.append(1)
        raise Down

    with Trips(is_down=is_down) as trips:
        for _number in range(30):
            trips.send(Trip("down", go))
        back = all_back(trips)
        trips.send(Trip("down", go))
        back += all_back(trips)
    assert len(gone) == 1
    assert len(back) == 31
    assert all(isinstance(problem, Down) for _place, problem in back)


def test_after_a_rest_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trips_module, "RESTS", -1.0)
    with Trips(is_down=is_down) as trips:
        trips.send(Trip("it", fails(Down())))
        assert all_back(trips)[0][1]
        trips.send(Trip("it", lambda: None))
        assert all_back(trips) == [("it", None)]


def test_what_goes_wrong_for_one_alone_stops_nobody() -> None:
    with Trips(is_down=is_down) as trips:
        trips.send(Trip("it", fails(ValueError("no such mailbox"))))
        for _number in range(5):
            trips.send(Trip("it", lambda: None))
        problems = [problem for _place, problem in all_back(trips) if problem]
    assert [str(problem) for problem in problems] == ["no such mailbox"]


def test_few_at_a_time_go_to_one_place() -> None:
    guard, at_once, most = threading.Lock(), 0, 0

    def go() -> None:
        nonlocal at_once, most
        with guard:
            at_once += 1
            most = max(most, at_once)
        threading.Event().wait(0.005)
        with guard:
            at_once -= 1

    with Trips(is_down=is_down) as trips:
        for _number in range(60):
            trips.send(Trip("it", go))
        assert len(all_back(trips)) == 60
    assert most <= WIDEST


def test_called_off_are_those_that_have_not_begun() -> None:
    began, may_end = threading.Event(), threading.Event()

    def go() -> None:
        began.set()
        may_end.wait(PATIENCE)

    with Trips(is_down=is_down) as trips:
        for _number in range(5):
            trips.send(Trip("it", go))
        assert began.wait(PATIENCE)
        assert len(trips.call_off()) == 4
        may_end.set()
        assert all_back(trips) == [("it", None)]


def test_a_thread_closes_what_it_kept_open(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = threading.Event()
    monkeypatch.setattr(trips_module, "ENDINGS", [closed.set])
    with Trips(is_down=is_down) as trips:
        trips.send(Trip("it", lambda: None))
        all_back(trips)
    assert closed.wait(PATIENCE)


def test_a_stop_on_the_thread_stops_whoever_sent_it() -> None:
    def go() -> None:
        raise SystemExit

    with Trips(is_down=is_down) as trips:
        trips.send(Trip("it", go))
        with pytest.raises(SystemExit):
            trips.returned(seconds=PATIENCE, most=1)
