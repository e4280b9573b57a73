"""Channels: the ways on which a notice reaches somebody beyond these pages. Data only.

An area of the kernel that brings one says so in its `channels.py`: `CHANNELS = (Channel(name="letter", …),)`. Nothing else
is needed: it stands on the page where people choose, in the outbox and in the engine room.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import quartier.kernel
from quartier.kernel.contract import Text
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.machine.trips import Trip


class Pace(Enum):
    AT_ONCE = "at once"  # after somebody's quiet hours, if it `is_loud`
    DAILY = "daily"  # kept until their hour of the day, then all of them together


class Later(Exception):
    """It can't be delivered just now: try again. `everybody`: nobody can be reached on this channel, so let all wait;
    `place`: nobody can be reached by way of this server.

    The reason is shown in the engine room: it names no person and no address.
    """

    def __init__(self, reason: str, *, everybody: bool = False, place: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.everybody, self.place = everybody, place or everybody


class Never(Exception):
    """It will never be delivered: don't try again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Deliver = Callable[[Person, Sequence[Notification], str], Sequence[Trip] | None]
"""`deliver(person, notifications, word)`: takes these to that person, perhaps twice: `word` is the same then, and nobody is to
be told twice. Whatever leaves this machine is a `Trip`, made ready here and carried beside others; nothing here waits for
a server outside. Both raise Later or Never, or anything (then: later)."""


@dataclass(frozen=True, kw_only=True)
class Channel:
    """One way to reach people."""

    name: str  # "email": one word, the same for ever
    label: Text  # "E-mail, at once"
    help: Text  # one sentence: what happens on it
    icon: str = "bell"
    deliver: Deliver
    reaches: Callable[[Collection[int]], Collection[int]]  # of these people, whom it reaches now: consent, address …
    needs: Callable[[Person], str]  # what somebody has to do first, as a sentence; "" where nothing is missing
    needs_url: str = ""  # the name of the page where they do it
    change: Text = ""  # what stands on the link to that page once nothing is missing; "" = no link then
    pace: Pace = Pace.AT_ONCE
    is_loud: bool = True  # rings or blinks: keeps still in quiet hours
    starts_on: Callable[[str], bool] = lambda _group: True  # for which groups of notices, until somebody decides
    tells_news: bool = False  # besides notices also what is new in the quarter (then it is DAILY)
    is_chosen: bool = True  # stands on the page where people choose; False: the channel itself knows what it takes
    takes_notices: bool = True  # False: it carries only what its own area puts into the outbox
    is_on: Callable[[], bool] = lambda: True  # whether this quarter has it at all


@cache
def channels() -> dict[str, Channel]:
    """Every channel by its name: those of `delivery` first, then the others in the order of their areas."""
    areas = [area.name for area in iter_modules(quartier.kernel.__path__, "quartier.kernel.") if area.ispkg]
    found = [
        channel
        for area in sorted(areas, key=lambda name: not name.endswith(".delivery"))
        if not area.endswith(".notifications") and find_spec(f"{area}.channels")
        for channel in import_module(f"{area}.channels").CHANNELS
    ]
    named = {channel.name: channel for channel in found}
    if len(named) != len(found):
        raise ValueError("Two channels have the same name.")
    return named
