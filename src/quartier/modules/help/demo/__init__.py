"""Everyday concerns for the made-up quarter. The texts, as its neighbours would write them, lie beside this file."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from quartier.api import Actor, Matter, agree, finish, say, settings_of, share_many, thank
from quartier.api.demo import Cast, Said, clock_at, day_after, texts, weekdays, when
from quartier.modules.help.agreements import answer
from quartier.modules.help.models import Help, Offer, Request, State
from quartier.modules.help.terms import HelpSettings

TEXTS = Path(__file__).parent
MODELS: dict[str, type[Help]] = {"offer": Offer, "request": Request}
A_DAY, A_MOMENT, A_WORD = timedelta(days=1), timedelta(hours=3), timedelta(minutes=40)
RENEWED = timedelta(days=45)
AS_SAID = ("kind", "title", "text", "time_of_day", "capacity", "urgency", "for_somebody")


def demo() -> None:
    """Writes what neighbours offered and asked for within a year; who answered goes through the real actions."""
    if Request.objects.exists():
        return
    cast, now = Cast(), timezone.now()
    for sort, model in MODELS.items():
        said = sorted(texts(TEXTS, sort), key=lambda one: when(one, now))
        objects = model._default_manager.bulk_create(_object(one, model, cast, now) for one in said)
        share_many(objects)
        for obj, one in zip(objects, said, strict=True):
            _go_on(obj, one.get("answer", ()), cast, now)


def _object(said: Said, model: type[Help], cast: Cast, now: datetime) -> Help:
    created, settings = when(said, now), settings_of(HelpSettings)
    written = timezone.localtime(created).date()
    first_day = day_after(said["day"], written) if "day" in said else None
    obj = model(
        author=cast.person(said["by"]),
        created=created,
        place=cast.place(said.get("where", "")),
        languages=said.get("speaks", "de").split(),
        is_recurring="weekdays" in said,
        weekdays=weekdays(said.get("weekdays", "")),
        first_day=first_day,
        last_day=day_after(said["last_day"], written) if "last_day" in said else None,
        **{name: said[name] for name in AS_SAID if name in said},
    )
    if isinstance(obj, Request):
        obj.is_protected = said.get("protected", False)
    obj.until = obj.stays_until(created, days=settings.offer_days, days_after=settings.request_days)
    if said.get("renewed"):
        obj.until = now + RENEWED
    if "withdrawn" in said:
        obj.state, obj.closed = State.WITHDRAWN, created + timedelta(days=said["withdrawn"])
    return obj


def _go_on(obj: Help, answers: Sequence[Said], cast: Cast, now: datetime) -> None:
    """First all answer, then they agree: each step some time after the other, and none in the future."""
    matters = []
    for number, said in enumerate(answers, start=1):
        with clock_at(min(obj.created + number * A_MOMENT, now - 6 * A_WORD)):
            matters.append(answer(obj, by=Actor(cast.person(said["by"])), text=said["text"]))
    for matter, said in zip(matters, answers, strict=True):
        _talk(matter, said, cast, now)
        if said.get("agreed"):
            with clock_at(min(obj.created + A_DAY, now - 3 * A_WORD)):
                agree(matter.agreements.get(), by=Actor(obj.author))
        if "done" in said:
            helped = obj.author if isinstance(obj, Request) else cast.person(said["by"])
            over = min(obj.created + said["done"] * A_DAY, now - 2 * A_WORD)
            _finish(matter, Actor(helped), said["thanks"], over)


def _talk(matter: Matter, said: Said, cast: Cast, now: datetime) -> None:
    for number, (name, words) in enumerate(said.get("says", ()), start=1):
        with clock_at(min(matter.opened + number * A_WORD, now - 4 * A_WORD)):
            say(matter, by=Actor(cast.person(name)), text=words)


def _finish(matter: Matter, helped: Actor, thanks: str, at: datetime) -> None:
    with clock_at(at):
        finish(matter, by=helped)
    with clock_at(at + A_WORD):
        thank(matter, by=helped, text=thanks)
