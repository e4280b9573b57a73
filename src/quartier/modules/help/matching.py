"""Which offers fit a request, and which requests an offer. Pure: plain data in, plain data out, no clock, no database.

**The rule.** Two things fit if they are of the same kind. How well they fit is the sum of at most 100 points:

- *Near*: 40 points, less one for each minute on foot between the two (between their blurred places: nobody learns where
  somebody lives by asking for help in many spots). Unknown or more than 40 minutes: none.
- *Day*: 25 if both name days and share one. Where only one of them names days: 10, for it may still work out.
- *Time of day*: 10 if both name the same, 5 if only one of them names one.
- *Language*: 15 if they share one.
- *Now*: 10 if the one that is found is urgent, 5 if it is for this week or less than a week old.

The best comes first; among equals the newer. Popularity, clicks and who somebody is never count.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

ANY_DAY: frozenset[int] = frozenset()
ALL_DAYS = frozenset(range(7))
A_WEEK = timedelta(days=7)
FURTHEST = 40  # minutes on foot


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the rule looks at, of an offer or a request."""

    id: int
    kind: str
    published: datetime
    days: frozenset[int] = ANY_DAY  # 0 is Monday
    first_day: date | None = None  # not before and not after; None: whenever
    last_day: date | None = None
    time_of_day: str = ""
    languages: frozenset[str] = field(default_factory=frozenset)
    urgency: str = ""


@dataclass(frozen=True)
class Fit:
    """How well the thing called `id` fits, and what there is to say about it."""

    id: int
    points: int
    minutes: int | None  # on foot
    shared_days: frozenset[int]  # days of the week that both named
    shared_languages: frozenset[str]
    is_same_time_of_day: bool
    published: datetime


def best_fits(wanted: Terms, found: Iterable[tuple[Terms, int | None]], *, now: datetime, most: int = 6) -> list[Fit]:
    """The best of what was found, each given with its minutes on foot, best first."""
    fits = [fit for terms, minutes in found if (fit := fit_of(wanted, terms, minutes, now=now))]
    return sorted(fits, key=lambda fit: (-fit.points, -fit.published.timestamp(), -fit.id))[:most]


def fit_of(wanted: Terms, found: Terms, minutes: int | None, *, now: datetime) -> Fit | None:
    """None where the kinds differ."""
    if wanted.kind != found.kind:
        return None
    shared_days = _shared_days(wanted, found)
    shared_languages = wanted.languages & found.languages
    is_same_time = bool(wanted.time_of_day) and wanted.time_of_day == found.time_of_day
    points = (
        _near(minutes)
        + (25 if shared_days else 10 if _names_days(wanted) != _names_days(found) else 0)
        + (10 if is_same_time else 5 if bool(wanted.time_of_day) != bool(found.time_of_day) else 0)
        + (15 if shared_languages else 0)
        + _now(found, now)
    )
    return Fit(found.id, points, minutes, shared_days, shared_languages, is_same_time, found.published)


def _near(minutes: int | None) -> int:
    return 0 if minutes is None else max(0, FURTHEST - max(0, minutes))


def _now(found: Terms, now: datetime) -> int:
    if found.urgency == "urgent":
        return 10
    return 5 if found.urgency == "this_week" or now - found.published < A_WEEK else 0


def _names_days(terms: Terms) -> bool:
    return bool(terms.days or terms.first_day or terms.last_day)


def _shared_days(one: Terms, other: Terms) -> frozenset[int]:
    """The days of the week on which both could meet, if both named any."""
    if not (_names_days(one) and _names_days(other)):
        return ANY_DAY
    days = (one.days or ALL_DAYS) & (other.days or ALL_DAYS)
    first = max((day for day in (one.first_day, other.first_day) if day), default=None)
    last = min((day for day in (one.last_day, other.last_day) if day), default=None)
    return days & _days_between(first, last) if first and last else days


def _days_between(first: date, last: date) -> frozenset[int]:
    """None where the one ends before the other begins."""
    length = min((last - first).days + 1, 7)
    return frozenset((first + timedelta(days=step)).weekday() for step in range(length))
