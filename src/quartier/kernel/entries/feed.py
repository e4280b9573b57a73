"""The windows: the newest entries that somebody may see, and what is soon, at the same cost whatever there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.entries import shelves
from quartier.kernel.entries.audiences import keys_of_viewer
from quartier.kernel.entries.lookup import HEUTE, OF_KIND, ON_SHELF, Cursor, Span, look_up
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.prepared import Prepared

__all__ = ["PAGE", "Cursor", "Page", "entries", "soon"]
PAGE = 20
DRAWN = ("author", "organisation", "group", "place")
NOT_DRAWN = (
    *("keys", "search", "audience", "hidden", "organisation__about", "organisation__contact", "group__about"),
    *(
        f"author__{field}"
        for field in ("languages", "visibility", "about", "phone", "birth_date", "joined", "confirmed")
    ),
)
_drawn = Prepared(lambda ids: Entry.objects.select_related(*DRAWN).defer(*NOT_DRAWN).filter(pk__in=ids))
_named = Prepared(  # one line of a list: when, what, where
    lambda ids: (
        Entry.objects.select_related("place")
        .only("title", "url", "starts", "expires", *(f"place__{field}" for field in ("name", "guarded_address")))
        .filter(pk__in=ids)
    )
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
    found = newest(held, kind, after, size + 1, facets=facets, since=since)
    page = found[:size]
    return Page(_entries([cursor.entry_id for cursor in page]), page[-1] if len(found) > size else None)


def newest(
    keys: Sequence[str],
    kind: str,
    after: Cursor | None,
    size: int,
    *,
    facets: Sequence[str] = (),
    since: datetime | None = None,
) -> list[Cursor]:
    """The newest entries that one of the keys opens."""
    span = Span(begin=since, after=after)
    if not kind:
        return look_up(HEUTE, [(key,) for key in keys], size, span)
    spec = registry.kinds().get(kind)
    found = shelves.chosen(spec, facets) if spec else []
    if not found:
        return look_up(OF_KIND, [(kind, key) for key in keys], size, span)
    return look_up(ON_SHELF, [(shelf, key) for shelf in found for key in keys], size, span)


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
    span = Span(begin=begin, end=end, after=after, soonest_first=True)
    found = look_up(ON_SHELF, [(shelf, key) for key in keys_of_viewer(viewer)], size, span)
    return _under_moments(found, _drawn)


def soon(viewer: Person | None, begin: datetime, end: datetime, *, size: int = 6) -> Sequence[Entry]:
    """What begins in that time and `viewer` may see, soonest first."""
    span = Span(begin=begin, end=end, soonest_first=True)
    shelf = shelves.of_calendar("")
    found = look_up(ON_SHELF, [(shelf, key) for key in keys_of_viewer(viewer)], size * 2, span)
    return [entry for moment, entry in _under_moments(found, _named) if entry.starts == moment][:size]


def _under_moments(found: Sequence[Cursor], rows: Prepared[Entry]) -> list[tuple[datetime, Entry]]:
    there = {entry.pk: entry for entry in _entries([cursor.entry_id for cursor in found], rows)}
    return [(cursor.published, there[cursor.entry_id]) for cursor in found if cursor.entry_id in there]


def _entries(ids: Sequence[int], rows_of: Prepared[Entry] = _drawn) -> list[Entry]:
    """In this order; what has run out a moment ago is left out."""
    rows = {entry.pk: entry for entry in rows_of(ids)}
    now = timezone.now()
    return [entry for pk in ids if (entry := rows.get(pk)) and (entry.expires is None or entry.expires > now)]
