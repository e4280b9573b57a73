"""What is read: lists, own things, and what fits. Nothing here shows anybody what they may not see."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.utils import timezone

from quartier.api import (
    Cursor,
    Entry,
    Matter,
    Person,
    Place,
    Prepared,
    distance,
    entries,
    matters_of,
    visible,
    walking_minutes,
)
from quartier.modules.help import words
from quartier.modules.help.matching import Terms, best_fits
from quartier.modules.help.models import Help, Offer, Request, State
from quartier.modules.help.terms import MATTER

H = TypeVar("H", bound=Help)
MODELS: dict[str, type[Help]] = {"request": Request, "offer": Offer}
MOST_CANDIDATES = 200
PAGE = 20


def is_listed() -> Q:
    return Q(state=State.OPEN, until__gt=timezone.now())


def spoken(viewer: Person | None, model: type[H], kind: str, language: str) -> QuerySet[H]:
    """What `viewer` finds in the list of those who speak a language, newest first."""
    speaks = Contains(Cast("languages", TextField()), Value(f'"{language}"'))
    found = visible(viewer, model._default_manager.filter(is_listed(), speaks))
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("author", "organisation", "place").order_by("-pk")


def newest(viewer: Person | None, model: type[Help], kind: str, after: str) -> tuple[list[Help], str]:
    """One page of the list as the windows keep it ready, and where the next begins: the same cost whatever there is."""
    facets = [kind] if kind else []
    page = entries(viewer, kind=f"help.{model.sort}", facets=facets, after=Cursor.from_word(after), size=PAGE)
    there = {obj.pk: obj for obj in _listed[model.sort]([entry.object_id for entry in page.entries], timezone.now())}
    found = []
    for entry in page.entries:
        if obj := there.get(entry.object_id):
            obj.author, obj.organisation, obj.place = entry.author, entry.organisation, entry.place  # read already
            found.append(obj)
    return found, page.after.word if page.after else ""


_listed = {
    sort: Prepared(lambda ids, now, model=model: model.objects.filter(pk__in=ids, state=State.OPEN, until__gt=now))
    for sort, model in MODELS.items()
}


def page_of(found: QuerySet[Help], after: str) -> tuple[list[Help], str]:
    """One page of any other list, and where the next begins."""
    if after.isdecimal() and len(after) < 18:
        found = found.filter(pk__lt=int(after))
    page = list(found[: PAGE + 1])
    return page[:PAGE], str(page[PAGE - 1].pk) if len(page) > PAGE else ""


def own(person: Person, model: type[H]) -> QuerySet[H]:
    """All that somebody ever wrote of this sort, newest first."""
    return (
        model._default_manager.filter(author=person).select_related("author", "organisation", "place").order_by("-pk")
    )


def open_count(person: Person) -> int:
    return sum(model._default_manager.filter(is_listed(), author=person).count() for model in MODELS.values())


@dataclass(frozen=True)
class Fitting:
    """Something that fits, and why, in words."""

    help: Help
    reason: str


def fitting(viewer: Person, obj: Help) -> list[Fitting]:
    """For a request the offers that fit best, and the other way round, of what `viewer` may see: see matching.py."""
    opposite = Offer if isinstance(obj, Request) else Request
    found = visible(viewer, opposite._default_manager.filter(is_listed(), kind=obj.kind)).exclude(author=obj.author)
    candidates = {
        candidate.pk: candidate
        for candidate in found.select_related("author", "organisation", "place").order_by("-pk")[:MOST_CANDIDATES]
    }
    terms = [(terms_of(candidate), minutes_between(obj.place, candidate.place)) for candidate in candidates.values()]
    fits = best_fits(terms_of(obj), terms, now=timezone.now())
    return [Fitting(candidates[fit.id], words.reason(fit)) for fit in fits]


def terms_of(obj: Help) -> Terms:
    """What the matching rule looks at."""
    return Terms(
        id=obj.pk,
        kind=obj.kind,
        published=obj.created,
        days=frozenset(obj.weekdays),
        first_day=obj.first_day,
        last_day=obj.last_day if obj.is_recurring else obj.day,
        time_of_day=obj.time_of_day,
        languages=frozenset(obj.languages),
        urgency=obj.urgency if isinstance(obj, Request) else "",
    )


def minutes_between(one: Place | None, other: Place | None) -> int | None:
    """On foot, between the blurred places."""
    metres = distance(one, other) if one and other else None
    return None if metres is None else walking_minutes(metres)


def ending_soon(person: Person, *, within_days: int) -> list[Entry]:
    """What is about to leave the list: its author is asked whether it is still so."""
    now = timezone.now()
    return _ending(person.pk, now, now + timedelta(days=within_days))


_ending = Prepared(
    lambda author, begin, end: Entry.objects.filter(
        author=author, kind__in=[f"help.{sort}" for sort in MODELS], hidden=None, expires__gt=begin, expires__lte=end
    ).order_by("expires")
)


def matters_about(entry: Entry) -> QuerySet[Matter]:
    """Who answered, in the order in which they did. For its author alone: each other sees only their own."""
    return Matter.objects.filter(kind=MATTER, about=entry).prefetch_related("parties__person").order_by("pk")


def matter_between(entry: Entry, person: Person) -> Matter | None:
    """The matter that somebody already has about this, if it isn't over."""
    return matters_of(person, kind=MATTER, open_only=True).filter(about=entry).first()


def help_about(matter: Matter) -> Help | None:
    """The offer or request that a matter is about; None once that was deleted."""
    model = MODELS.get(matter.about.kind.removeprefix("help.")) if matter.about else None
    if model is None or matter.about is None:
        return None
    return model._default_manager.select_related("author").filter(pk=matter.about.object_id).first()


def former_place(person: Person, sort: str, pk: str) -> Place | None:
    """The place of something that they once published themselves: nobody else's is reached by its number."""
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18):
        return None
    mine = MODELS[sort]._default_manager.filter(author=person, place=int(pk)).select_related("place").first()
    return mine.place if mine else None
