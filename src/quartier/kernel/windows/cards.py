"""How the windows speak: an entry as the `card` component draws it, for one viewer."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Facet, Kind
from quartier.kernel.entries.hands import written_for
from quartier.kernel.entries.models import Entry
from quartier.kernel.groups.models import OrganisationKind
from quartier.kernel.people.models import Person
from quartier.kernel.places.homes import minutes_to
from quartier.ui.dates import ago, date_short
from quartier.ui.distances import on_foot
from quartier.ui.shortening import beginning

EARLIEST, NOON, EVENING = 5, 11, 18  # hours at which neighbours change their greeting


def card_of(entry: Entry, viewer: Person | None) -> dict[str, Any]:
    """The arguments of the component. Neighbours read full names, everybody else an initial."""
    kind = registry.kinds()[entry.kind]
    badge = _badge(kind.name, sort_of(entry, kind).name, get_language())
    is_own = viewer is not None and entry.author_id == viewer.pk
    return {
        **badge,
        "title": entry.title,
        "url": entry.url,
        "is_official": is_official(entry),
        "picture": picture_of(entry),
        "status_text": _("in %(group)s") % {"group": entry.group.name} if entry.group else "",
        "text": beginning(entry.text),
        "author": name_of_author(entry, viewer),
        "where": where(entry, viewer),
        "when": date_short(entry.starts) if entry.starts else ago(entry.published),
        "action_label": "" if is_own else badge["action_label"],
        "is_yours": is_own,
    }


@lru_cache(maxsize=500)
def _badge(kind_name: str, sort_name: str, _language: str | None) -> dict[str, Any]:
    """What all cards of one sort share, in the reader's language."""
    kind = registry.kinds()[kind_name]
    sort = next((facet for facet in kind.facets if facet.name == sort_name), None) or kind
    return {
        "kind_label": str(sort.label),
        "kind_icon": sort.icon or kind.icon,
        "kind_tone": sort.tone or kind.tone or "primary",
        "action_label": str(kind.action),
    }


def sort_of(entry: Entry, kind: Kind[Any]) -> Facet | Kind[Any]:
    """What gives the card its badge: "Question" rather than "Post"."""
    if entry.facets:
        for facet in kind.facets:
            if facet.is_sort and facet.name in entry.facets:
                return facet
    return kind


def where(entry: Entry, viewer: Person | None) -> str:
    """Roughly: the place's name, and how far it is from the reader's moved home."""
    if entry.place is None:
        return ""
    minutes = minutes_to(entry.place, viewer)
    return f"{entry.place.label} · {on_foot(minutes)}" if minutes else entry.place.label


def greeting(now: datetime) -> str:
    """As neighbours greet on the stairs at this hour."""
    if EARLIEST <= now.hour < NOON:
        return _("Good morning")
    return _("Good day") if NOON <= now.hour < EVENING else _("Good evening")


def name_of_author(entry: Entry, viewer: Person | None) -> str:
    if entry.organisation:
        return entry.organisation.name
    if entry.author is None:
        return ""
    name = entry.author.name_for(viewer)
    return f"{name} ({written_for(entry, viewer)})" if entry.written_by_id else name


def picture_of(entry: Entry) -> dict[str, Any] | None:
    """Small, beside the words; its size is said, so that nothing jumps while it loads."""
    file = entry.picture
    if file is None or not file.width:
        return None
    width, height = file.small_width or file.width, file.small_height or file.height
    return {"url": file.small_url, "alt": file.alt, "width": width, "height": height}


def is_official(entry: Entry) -> bool:
    """Said by a public office whose name somebody has checked."""
    office = entry.organisation
    return office is not None and office.is_confirmed and office.kind == OrganisationKind.PUBLIC_OFFICE


def is_on_paper(request: HttpRequest) -> bool:
    """Whether the page is asked for as it will look on paper: `?print=1`."""
    return "print" in request.GET
