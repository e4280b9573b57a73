"""What a module's `demo` may use: its texts, the made-up neighbours by name, days of the past year, and their clock."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Field
from django.utils import timezone

from quartier.kernel.comments.models import Comment
from quartier.kernel.entries.models import Entry
from quartier.kernel.entries.sharing import open_to_viewers
from quartier.kernel.groups.models import Group, Organisation
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.places.actions import place_at
from quartier.kernel.places.models import Place
from quartier.kernel.processes.models import Process, Step
from quartier.kernel.processes.running import close_now, open_now
from quartier.kernel.processes.starting import announce_process, start_process
from quartier.kernel.roles.powers import has_power
from quartier.kernel.step_contract import ProcessTemplate
from quartier.kernel.terms.process import START_PROCESS

Said = dict[str, Any]

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_NOW = timezone.now
_A_MOMENT = timedelta(minutes=1)
_DAY = re.compile(r"\+(?P<days>\d+)(?: (?P<weekday>\w\w))?$")
_HOURS = re.compile(r"(?P<hour>\d\d?):(?P<minute>\d\d)$")


def texts(folder: Path, sort: str) -> list[Said]:
    """All `[[sort]]` of a folder's TOML files, in the order of the files and in theirs."""
    files = sorted(folder.glob("*.toml"))
    return [said for file in files for said in tomllib.loads(file.read_text(encoding="utf-8")).get(sort, [])]


class Cast:
    """The neighbours, organisations, groups and places that texts name. Who is missing moves in: a module's tests have
    no made-up quarter around them.
    """

    def __init__(self) -> None:
        self._people = {person.full_name: person for person in Person.objects.select_related("address")}
        self._organisations = {one.name: one for one in Organisation.objects.all()}
        self._groups = {one.name: one for one in Group.objects.all()}
        self._places: dict[str, Place] = {}

    def person(self, name: str) -> Person:
        if name not in self._people:
            given, _space, family = name.rpartition(" ")
            long_ago = timezone.now() - timedelta(days=400)
            self._people[name] = Person.objects.create(
                given_name=given, family_name=family, standing=Standing.MEMBER, joined=long_ago, confirmed=long_ago
            )
        return self._people[name]

    def organisation(self, name: str) -> Organisation | None:
        return self._organisations.get(name)

    def group(self, name: str) -> Group | None:
        return self._groups.get(name)

    def place(self, text: str) -> Place | None:
        """The place that somebody means by these words; None for none."""
        if text and text not in self._places:
            self._places[text] = place_at(by=None, text=text)
        return self._places.get(text)


def when(said: Said, now: datetime) -> datetime:
    """When it was written: `ago` so many days before now, or `on` the latest 24 December ("12-24") that is over.

    `at` is the hour ("18:40"); without it, it is drawn from the title: the same at each filling.
    """
    today = timezone.localtime(now).date()
    day = today - timedelta(days=said["ago"]) if "ago" in said else _latest(said["on"], today)
    moment = datetime.combine(day, _hour(said), tzinfo=timezone.get_current_timezone())
    return moment if moment < now else now - timedelta(minutes=7 + _drawn(said) % 120)


def day_after(text: str, start: date) -> date:
    """ "+5" is the fifth day after `start`, "+5 Sa" the first Saturday from then on."""
    found = _DAY.match(text)
    if found is None:
        raise ValueError(f'{text!r} is no day: write "+5" or "+5 Sa".')
    day = start + timedelta(days=int(found["days"]))
    if found["weekday"]:
        day += timedelta(days=(WEEKDAYS.index(found["weekday"]) - day.weekday()) % 7)
    return day


def moment_after(text: str, start: datetime) -> datetime:
    """ "+5 Sa 14:30": a day after `start`, and the hour."""
    day, _space, hour = text.rpartition(" ")
    found = _HOURS.match(hour)
    if found is None:
        raise ValueError(f'{text!r} is no moment: write "+5 Sa 14:30".')
    at = time(int(found["hour"]), int(found["minute"]))
    local = timezone.localtime(start)
    return datetime.combine(day_after(day, local.date()), at, tzinfo=timezone.get_current_timezone())


def weekdays(text: str) -> list[int]:
    """ "Mo Mi" → 0 and 2."""
    return [WEEKDAYS.index(word) for word in text.split()]


def comment_all(said: Iterable[tuple[Entry, Person, str, datetime]]) -> None:
    """What was said below posts, by whom and when. Nobody is told: it is long ago."""
    Comment.objects.bulk_create(Comment(entry=entry, author=by, text=text, created=at) for entry, by, text, at in said)


def hide(entry: Entry, *, at: datetime) -> None:
    """The moderators took it out of sight."""
    entry.hidden = at
    entry.save(update_fields=["hidden"])
    open_to_viewers(entry)


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Whatever happens inside happened at that moment: real actions write the past. For made-up quarters alone."""
    real = timezone.now
    fields = _fields_that_say_now()
    try:
        timezone.now = lambda: moment
        for field in fields:
            field.__dict__["_get_default"] = lambda: moment
        yield
    finally:
        timezone.now = real
        for field in fields:
            field.__dict__.pop("_get_default", None)


@cache
def _fields_that_say_now() -> list[Field[Any, Any]]:
    """They hold on to the function, whatever the module says by then."""
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return [field for field in fields if field.default is _NOW]


def _latest(month_and_day: str, today: date) -> date:
    month, day = (int(part) for part in month_and_day.split("-"))
    this_year = date(today.year, month, day)
    return this_year if this_year < today else date(today.year - 1, month, day)


def _hour(said: Said) -> time:
    if "at" in said:
        hour, minute = (int(part) for part in said["at"].split(":"))
        return time(hour, minute)
    return time(7 + _drawn(said) % 14, _drawn(said) // 14 % 60)


def _drawn(said: Said) -> int:
    return int.from_bytes(sha256(said["title"].encode()).digest()[:4])


def begun(template: ProcessTemplate, said: Said, *, by: Actor, begins: datetime, place: Place | None = None) -> Step:
    """The first step of a process with these words, announced and open, at the time that the clock shows."""
    words = {name: said[name] for name in ("title", "question", "text")}
    process = start_process(template, by=by, begins=begins, place=place, **words)
    announce_process(process, by=by)
    step = process.steps.get(order=1)
    open_now(step, by=by)
    step.refresh_from_db()
    return step


def play_votes(
    folder: Path,
    template: str,
    *,
    opened: Callable[[Said, Cast, Actor, datetime], Step],
    voted: Callable[[Step, Said], None],
    ended: Callable[[Step, Said, Cast, Actor], None] | None = None,
    sort: str = "vote",
) -> None:
    """Each `[[vote]]` of a folder goes through the real actions, at its time: `opened`, a day later `voted`, and if it
    is `closed`, `ended`. Without somebody who may ask the quarter there is none; where there are some, nothing is added.
    """
    cast, now = Cast(), timezone.now()
    organiser = cast.person("Mia Kowalski")
    if Process.objects.filter(template=template).exists() or not has_power(organiser, START_PROCESS):
        return
    by = Actor(organiser)
    for said in texts(folder, sort):
        begins = when(said, now)
        with clock_at(begins):
            step = opened(said, cast, by, begins)
        with clock_at(min(begins + timedelta(days=1), now - _A_MOMENT)):
            voted(step, said)
        if said.get("closed"):
            with clock_at(begins + timedelta(days=said["days"])):
                close_now(step, by=by)
                if ended:
                    ended(step, said, cast, by)


def voters_of(step: Step, said: Said) -> list[Person]:
    """Everybody who may vote, in an order drawn from the title: the same at each filling."""
    people = Person.objects.filter(pk__in=step.process.electors.values("person")).order_by("pk")
    return sorted(people, key=lambda person: sha256(f"{said['title']}:{person.full_name}".encode()).digest())
