"""The windows: the newest entries that somebody may see, and what is soon, at the same cost whatever there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.entries import shelves
from quartier.kernel.entries.audiences import keys_of_viewer
from quartier.kernel.entries.hands import with_hands
from quartier.kernel.entries.lookup import HEUTE, OF_KIND, ON_SHELF, Cursor, Span, look_up
from quartier.kernel.entries.models import Entry, EntryKey
from quartier.kernel.entries.visibility import in_sight
from quartier.kernel.people.blocks import NOBODY
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Place
from quartier.kernel.prepared import Prepared
from quartier.kernel.roles.sight import out_of_sight

__all__ = ["PAGE", "Cursor", "Page", "at_place", "dated", "entries", "heute", "located"]
PAGE = 20
DRAWN = {  # what cards show of these; anything else is read if somebody asks for it
    "author": ("given_name", "family_name", "standing"),
    "organisation": ("name", "kind", "is_confirmed"),
    "group": ("name",),
    "place": ("name", "latitude", "longitude", "guarded_address"),
    "picture": ("key", "alt", "width", "height", "small_width", "small_height"),
}
READ = (
    *(field.name for field in Entry._meta.concrete_fields if field.name != "search"),
    *(f"{name}__{field}" for name, fields in DRAWN.items() for field in fields),
)


@dataclass(frozen=True)
class Page:
    """Entries, newest first, and where the next page begins; None where there is none."""

    entries: Sequence[Entry]
    after: Cursor | None


def entries(
    viewer: Person | None,
    *,
    kind: str = "",
    facets: Sequence[str] = (),
    keys: Sequence[str] = (),
    since: datetime | None = None,
    after: Cursor | None = None,
    size: int = PAGE,
) -> Page:
    """One page of what `viewer` may see now, newest first.

    Of one kind if it is named, and then with one of the facets; opened by some of the viewer's `keys` alone (a group's).
    """
    held = keys_of_viewer(viewer)
    held = [key for key in keys if key in held] if keys else held
    found = newest(held, kind, after, size + 1, facets=facets, since=since, without=out_of_sight(viewer))
    page = found[:size]
    return Page(entries_of([cursor.entry_id for cursor in page]), page[-1] if len(found) > size else None)


def newest(
    keys: Sequence[str],
    kind: str,
    after: Cursor | None,
    size: int,
    *,
    facets: Sequence[str] = (),
    since: datetime | None = None,
    without: frozenset[int] = NOBODY,
) -> list[Cursor]:
    """The newest entries that one of the keys opens."""
    span = Span(begin=since, after=after, without=without)
    if not kind:
        return look_up(HEUTE, [(key,) for key in keys], size, span)
    spec = registry.kinds().get(kind)
    found = shelves.chosen(spec, facets) if spec else []
    if not found:
        return look_up(OF_KIND, [(kind, key) for key in keys], size, span)
    return look_up(ON_SHELF, [(shelf, key) for shelf in found for key in keys], size, span)


def located(viewer: Person | None, *, after: Cursor | None = None, size: int = PAGE) -> Page:
    """The newest that have a place."""
    parts = [(shelves.PLACES, key) for key in keys_of_viewer(viewer)]
    found = look_up(ON_SHELF, parts, size + 1, Span(after=after, without=out_of_sight(viewer)))
    return Page(
        entries_of([cursor.entry_id for cursor in found[:size]]), found[size - 1] if len(found) > size else None
    )


def at_place(viewer: Person | None, place: Place, *, size: int = PAGE) -> list[Entry]:
    """The newest at one place: of these there are few, so they are looked up by the place."""
    visible = EntryKey.objects.filter(entry=OuterRef("pk"), key__in=keys_of_viewer(viewer))
    there = in_sight(viewer, Entry.objects.filter(Exists(visible), place=place)).order_by("-published", "-pk")[:size]
    return entries_of(list(there.values_list("pk", flat=True)))


def dated(
    viewer: Person | None,
    begin: datetime,
    end: datetime | None,
    *,
    kind: str = "",
    after: Cursor | None = None,
    size: int,
) -> list[tuple[datetime, Entry]]:
    """What is in the calendar in that time, soonest first, each under its moment: what lasts stands there again each day."""
    shelf = shelves.of_calendar(kind)
    span = Span(begin=begin, end=end, after=after, soonest_first=True, without=out_of_sight(viewer))
    found = look_up(ON_SHELF, [(shelf, key) for key in keys_of_viewer(viewer)], size, span)
    there = {entry.pk: entry for entry in entries_of([cursor.entry_id for cursor in found])}
    return [(cursor.published, there[cursor.entry_id]) for cursor in found if cursor.entry_id in there]


def heute(viewer: Person | None, begin: datetime, end: datetime, *, most_soon: int = 6) -> tuple[Page, Sequence[Entry]]:
    """The newest, and what begins in that time: looked up apart, fetched together."""
    keys, without = keys_of_viewer(viewer), out_of_sight(viewer)
    found = newest(keys, "", None, PAGE + 1, without=without)
    span = Span(begin=begin, end=end, soonest_first=True, without=without)
    ahead = look_up(ON_SHELF, [(shelves.CALENDAR, key) for key in keys], most_soon * 2, span)
    there = {entry.pk: entry for entry in entries_of([cursor.entry_id for cursor in (*found[:PAGE], *ahead)])}
    page = Page(
        [there[cursor.entry_id] for cursor in found[:PAGE] if cursor.entry_id in there],
        found[PAGE - 1] if len(found) > PAGE else None,
    )
    begins = [there[cursor.entry_id] for cursor in ahead if _begins_then(there.get(cursor.entry_id), cursor)]
    return page, begins[:most_soon]


def _begins_then(entry: Entry | None, cursor: Cursor) -> bool:
    """Not what has begun and only goes on."""
    return entry is not None and entry.starts == cursor.published


def entries_of(ids: Sequence[int]) -> list[Entry]:
    """In this order; what has run out a moment ago is left out."""
    rows = {entry.pk: entry for entry in _of_ids(list(dict.fromkeys(ids)))}
    now = timezone.now()
    found = [entry for pk in ids if (entry := rows.get(pk)) and (entry.expires is None or entry.expires > now)]
    return with_hands(found)


def _all_of(ids: Sequence[int]) -> QuerySet[Entry]:
    return Entry.objects.select_related(*DRAWN).only(*READ).filter(pk__in=ids)


_of_ids = Prepared(_all_of)
