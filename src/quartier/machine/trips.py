"""Trips to servers outside, several at once, each on a thread. To one place few at a time, and to one that is down no more."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

MOST = 16  # threads
WIDEST = 4  # at once to one place
RESTS = 30.0  # seconds in which a place that was down isn't asked
ENDINGS: list[Callable[[], None]] = []  # what a thread closes when it ends: the lines it kept open


def _as_it_is(problem: Exception | None) -> Exception | None:
    return problem


@dataclass(frozen=True, eq=False)
class Trip:
    """`go` runs on another thread and knows no database. `back` is told how it went by whoever sent it: what is left of the problem."""

    place: str  # "mail.example.org:587"
    go: Callable[[], object]
    back: Callable[[Exception | None], Exception | None] = _as_it_is


@dataclass
class _Place:
    """The first goes alone, to see whether anybody answers; the more came back well, the more go at once."""

    waiting: deque[Trip] = field(default_factory=deque)
    under_way: int = 0
    width: int = 1
    fault: BaseException | None = None
    since: float = 0.0

    def rests(self) -> bool:
        if self.fault is not None and time.monotonic() - self.since > RESTS:
            self.fault = None
        return self.fault is not None


class Trips:
    """`with Trips(is_down=…) as trips: trips.send(trip)`, then `trips.returned()` until none is `out`."""

    def __init__(self, *, is_down: Callable[[BaseException], bool], most: int = MOST) -> None:
        self._is_down, self._most = is_down, most
        self._places: dict[str, _Place] = {}
        self._back: deque[tuple[Trip, BaseException | None]] = deque()
        self._news = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._idle = 0
        self._is_over = False
        self.out = 0  # sent, and not yet handed back

    def __enter__(self) -> Trips:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Waits for nobody: a thread that is under way ends when it comes back."""
        with self._news:
            self._is_over = True
            self._news.notify_all()

    def send(self, trip: Trip) -> None:
        with self._news:
            self.out += 1
            place = self._places.setdefault(trip.place, _Place())
            if place.rests():
                self._back.append((trip, place.fault))
                return
            place.waiting.append(trip)
            self._wake()

    def returned(self, *, seconds: float, most: int) -> list[tuple[Trip, Exception | None]]:
        """Waits for the first."""
        with self._news:
            self._news.wait_for(lambda: bool(self._back) or not self.out, seconds)
            found = [self._back.popleft() for _number in range(min(most, len(self._back)))]
            self.out -= len(found)
        back: list[tuple[Trip, Exception | None]] = []
        for trip, problem in found:
            if problem is not None and not isinstance(problem, Exception):
                raise problem
            back.append((trip, problem))
        return back

    def call_off(self) -> list[Trip]:
        """Those that haven't begun."""
        with self._news:
            waiting = [trip for place in self._places.values() for trip in place.waiting]
            for place in self._places.values():
                place.waiting.clear()
            self.out -= len(waiting)
        return waiting

    def _wake(self) -> None:
        if self._idle:
            self._news.notify_all()
        elif len(self._threads) < self._most and self._next("") is not None:
            thread = threading.Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        last = ""
        try:
            while (trip := self._begin(last)) is not None:
                last = trip.place
                self._end(trip, _go(trip))
        finally:
            for end in ENDINGS:
                end()

    def _begin(self, last: str) -> Trip | None:
        """The next one; rather to where this thread has a line open."""
        with self._news:
            while not self._is_over:
                place = self._next(last)
                if place is not None:
                    place.under_way += 1
                    trip = place.waiting.popleft()
                    self._wake()
                    return trip
                self._idle += 1
                self._news.wait()
                self._idle -= 1
        return None

    def _next(self, last: str) -> _Place | None:
        free = [
            (name, place) for name, place in self._places.items() if place.waiting and place.under_way < place.width
        ]
        return next((place for name, place in free if name == last), free[0][1] if free else None)

    def _end(self, trip: Trip, problem: BaseException | None) -> None:
        with self._news:
            place = self._places[trip.place]
            place.under_way -= 1
            self._back.append((trip, problem))
            if problem is None or not self._is_down(problem):
                place.width = min(place.width + 1, WIDEST)
                self._wake()
            elif place.width > 1:
                place.width = 1  # it answered before: one more is sent to see
            else:
                place.fault, place.since = problem, time.monotonic()
                self._back.extend((waiting, problem) for waiting in place.waiting)
                place.waiting.clear()
            self._news.notify_all()


def _go(trip: Trip) -> BaseException | None:
    try:
        trip.go()
    except BaseException as problem:  # noqa: BLE001 (handed to whoever sent it, who would wait for ever otherwise)
        return problem
    return None
