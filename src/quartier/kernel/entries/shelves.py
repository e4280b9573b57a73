"""Shelves: lists that are kept ready, so that each costs the same at a million entries, however rare its entries are.

One for each facet of a kind, and for each way in which facets narrow one another; one for the calendar and one for the
calendar of each kind; one for what has a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import combinations

from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.contract import Kind
from quartier.kernel.entries.models import Entry, EntryShelf

CALENDAR = "calendar"
PLACES = "places"
MOST_DAYS = 31  # on which something that lasts stands in the calendar


def of_facets(kind: str, facets: Iterable[str]) -> str:
    """What has all of these facets."""
    return f"{kind}?{'&'.join(sorted(facets))}"


def of_calendar(kind: str = "") -> str:
    return f"{CALENDAR}:{kind}" if kind else CALENDAR


def chosen(kind: Kind, facets: Sequence[str]) -> list[str]:  # type: ignore[type-arg]
    """The shelves of a list filtered by these: a question or a recommendation; if one of them narrows, each with it.

    What the kind doesn't have is no filter; an empty list means that nothing is filtered.
    """
    known = [facet for facet in kind.facets if facet.name in facets]
    narrow = [facet.name for facet in known if facet.narrows]
    wide = [facet.name for facet in known if not facet.narrows]
    if not narrow:
        return [of_facets(kind.name, [name]) for name in wide]
    return [of_facets(kind.name, [*narrow, name]) for name in wide] or [of_facets(kind.name, narrow)]


def rows(entry: Entry, keys: Sequence[str]) -> list[EntryShelf]:
    """The rows that an entry needs while these keys open it."""
    places = [*_of_its_facets(entry), *([(PLACES, entry.published)] if entry.place_id else []), *_of_its_days(entry)]
    return [EntryShelf(entry=entry, key=key, shelf=shelf, at=at) for key in keys for shelf, at in places]


def _of_its_facets(entry: Entry) -> Iterator[tuple[str, datetime]]:
    kind = registry.kinds().get(entry.kind)  # none: its module is no longer installed
    has = [facet for facet in kind.facets if facet.name in entry.facets] if kind else []
    narrow = [facet.name for facet in has if facet.narrows]
    for wide in ([], *([facet.name] for facet in has if not facet.narrows)):
        for size in range(len(narrow) + 1):
            for some in combinations(narrow, size):
                if wide or some:
                    yield of_facets(entry.kind, [*wide, *some]), entry.published


def _of_its_days(entry: Entry) -> Iterator[tuple[str, datetime]]:
    """When it begins, and at the beginning of each further day it lasts."""
    if entry.starts is None:
        return
    moments = [entry.starts]
    day = timezone.localtime(entry.starts).date()
    while entry.ends and len(moments) < MOST_DAYS:
        day += timedelta(days=1)
        morning = timezone.make_aware(datetime.combine(day, time.min))
        if morning >= entry.ends:
            break
        moments.append(morning)
    for moment in moments:
        yield of_calendar(), moment
        yield of_calendar(entry.kind), moment
