"""The outbox: carries what is due, at least once, and tries again what didn't work.

Nothing is locked while somebody outside answers slowly. What is being carried is taken out by moving it ten minutes on: a second
worker doesn't see it, and after a kill it comes back by itself. Made ready here, one after the other; carried on threads.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from quartier.kernel.backoff import where_it_broke
from quartier.kernel.delivery.choices import reach_of, reaches_of
from quartier.kernel.delivery.models import WAITS, ChannelRest, Delivery, Reach
from quartier.kernel.delivery.rounds import one_round
from quartier.kernel.delivery.settling import end_all, give_up, put_back, put_off
from quartier.kernel.delivery.taking import LEASE, Batch, batches_due, hold, resting_channels, take
from quartier.kernel.notifications.channels import Channel, Later, Never, channels
from quartier.kernel.quarter.models import forget_quarter
from quartier.machine.trips import Trip, Trips

log = logging.getLogger(__name__)
AT_A_TIME = 10  # made ready before it is looked again at what came back
MOST_OUT = 200  # of one channel: the others find room, however slow it is
FEW_OUT = 40
LOOK_AGAIN = 1.0  # seconds: for what has come meanwhile, while something slow is out
HOLD_AGAIN = LEASE.total_seconds() / 2


@dataclass(eq=False)
class Carried:
    """One batch on its way: to a person with three devices it makes three trips."""

    batch: Batch
    trips_left: int = 0
    problems: list[Exception] = field(default_factory=list)

    def problem(self) -> Exception | None:
        """What may still work is tried again, rather than given up."""
        return next((one for one in self.problems if isinstance(one, Later)), next(iter(self.problems), None))


def deliver_due(now: datetime | None = None, *, stop: Callable[[], bool] = lambda: False) -> int:
    """Until nothing is due; says how many got through."""
    with Trips(is_down=lambda problem: isinstance(problem, Later) and problem.place) as trips:
        return _Round(trips, now, stop).run()


class _Round:
    def __init__(self, trips: Trips, now: datetime | None, stop: Callable[[], bool]) -> None:
        self._trips, self._fixed, self._stop = trips, now, stop
        self._ready: list[Batch] = []
        self._looked = 0.0
        self._held = time.monotonic()
        self._out: Counter[str] = Counter()  # channel → batches under way
        self._carried: dict[Trip, Carried] = {}
        self._sent = 0

    def run(self) -> int:
        while not self._stop():
            self._hold()
            if not self._ready:
                self._look()
            if not self._ready and not self._trips.out:
                return self._sent
            self._carry(self._ready[:AT_A_TIME])
            del self._ready[:AT_A_TIME]
            self._welcome(seconds=0 if self._ready else LOOK_AGAIN)
        self._break_off()
        return self._sent

    def _now(self) -> datetime:
        return self._fixed or timezone.now()

    def _hold(self) -> None:
        if time.monotonic() - self._held >= HOLD_AGAIN:
            self._held = time.monotonic()
            hold([carried.batch for carried in self._carried.values()], self._now())

    def _look(self) -> None:
        if self._trips.out > FEW_OUT and time.monotonic() - self._looked < LOOK_AGAIN:
            return
        self._looked = time.monotonic()
        forget_quarter()
        self._ready = batches_due(self._now(), {name: MOST_OUT - self._out[name] for name in channels()})

    def _carry(self, batches: Sequence[Batch]) -> None:
        """What all of a handful need is asked for once."""
        taken = take(batches, self._now())
        if not taken:
            return
        people = {batch[0].person_id for batch in taken}
        reaches, reached = reaches_of(people), _reached(taken)
        resting = resting_channels(self._now())
        inside = []
        with one_round({("reach", pk): reaches.get(pk) or Reach(person_id=pk) for pk in people}):
            for batch in taken:
                name = batch[0].channel
                if name in resting:
                    put_back(batch, self._now())
                elif name not in reached:
                    end_all([batch], self._now(), "this channel is off")
                elif batch[0].person_id not in reached[name]:
                    end_all([[*batch, *_kept_for(batch[0])]], self._now(), "no longer wanted")
                else:
                    carried = Carried([*batch, *_kept_for(batch[0])])
                    self._set_out(channels()[name], carried)
                    inside += [] if carried.trips_left else [carried]
        self._settle(inside)

    def _set_out(self, channel: Channel, carried: Carried) -> None:
        try:
            trips = _made_ready(channel, carried.batch)
        except Exception as problem:  # noqa: BLE001 (settled, and logged, below)
            carried.problems.append(problem)
            return
        carried.trips_left = len(trips)
        self._out[channel.name] += bool(trips)
        for trip in trips:
            self._carried[trip] = carried
            self._trips.send(trip)

    def _welcome(self, *, seconds: float) -> None:
        """Several are written down in one go, since each write waits for the disk."""
        returned = self._trips.returned(seconds=seconds, most=4 * AT_A_TIME)
        if not returned:
            return
        with transaction.atomic():
            whole = []
            for trip, problem in returned:
                carried = self._carried.pop(trip)
                left = _told(trip, problem)
                carried.problems += [left] if left is not None else []
                carried.trips_left -= 1
                if not carried.trips_left:
                    whole.append(carried)
                    self._out[carried.batch[0].channel] -= 1
            self._settle(whole)

    def _settle(self, whole: Sequence[Carried]) -> None:
        now = self._now()
        through = [carried.batch for carried in whole if carried.problem() is None]
        end_all(through, timezone.now())
        ChannelRest.objects.filter(channel__in={batch[0].channel for batch in through}).delete()
        self._sent += sum(map(len, through))
        for carried in whole:
            match carried.problem():
                case None:
                    continue
                case Later() as later:
                    put_off(carried.batch, now, later.reason, everybody=later.everybody)
                case Never() as never:
                    give_up(carried.batch, now, never.reason)
                case Exception() as error:
                    name, pk = carried.batch[0].channel, carried.batch[0].pk
                    log.error("The channel %s could not carry delivery %s", name, pk, exc_info=error)
                    put_off(carried.batch, now, where_it_broke(error))

    def _break_off(self) -> None:
        """The worker ends: what hasn't left the house waits for the next one, for what is under way it waits a little."""
        for trip in self._trips.call_off():
            carried = self._carried.pop(trip)
            carried.problems.append(Later("the worker ended"))
            carried.trips_left -= 1
            if not carried.trips_left:
                put_back(carried.batch, self._now())
        while self._trips.out:
            self._welcome(seconds=LOOK_AGAIN)


def _reached(taken: Sequence[Batch]) -> dict[str, set[int]]:
    """Whom each channel still reaches; one that is off or gone isn't asked and stands not in it."""
    people: dict[str, set[int]] = {}
    for batch in taken:
        people.setdefault(batch[0].channel, set()).add(batch[0].person_id)
    known = {name: channels().get(name) for name in people}
    return {name: set(one.reaches(people[name])) for name, one in known.items() if one is not None and one.is_on()}


def _kept_for(row: Delivery) -> Batch:
    """What the daily round takes along."""
    if row.notification_id is not None:
        return []
    kept = Delivery.objects.filter(WAITS, person=row.person_id, channel=row.channel, due=None)
    return list(kept.select_related("notification__by", "notification__about").order_by("-notification__at"))


def _made_ready(channel: Channel, batch: Batch) -> Sequence[Trip]:
    """In the reader's language. What they have read here meanwhile isn't told once more."""
    unread = [row.notification for row in batch if row.notification and row.notification.read is None]
    if not unread and batch[0].notification_id is not None:
        return ()
    language = reach_of(batch[0].person_id).language or settings.LANGUAGE_CODE
    with translation.override(language):
        return channel.deliver(batch[0].person, unread, batch[0].word) or ()


def _told(trip: Trip, problem: Exception | None) -> Exception | None:
    """One that stumbles over the answer spoils no other's."""
    try:
        with transaction.atomic():
            return trip.back(problem)
    except Exception as error:  # noqa: BLE001 (settled, and logged, by whoever asked)
        return error
