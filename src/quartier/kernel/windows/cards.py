"""How the windows speak: an entry as the `card` component draws it, for one viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.entries import cursors
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.requests import person_of
from quartier.ui.dates import ago, date_short

EARLIEST, NOON, EVENING = 5, 11, 18  # hours at which neighbours change their greeting
MOST_TEXT = 180  # characters


@dataclass(frozen=True)
class CardPage:
    """One page of a list, as the components `card_list` and `pagination` draw it."""

    cards: list[dict[str, Any]]
    older_url: str  # empty: that was all


def card_page(request: HttpRequest, *, kind: str = "") -> CardPage:
    """What whoever asks may see, newest first; of one kind if it is named. `?after=` leads to older ones."""
    viewer = person_of(request)
    page = entries(viewer, kind=kind, after=cursors.from_word(request.GET.get("after", "")))
    older_url = f"?after={cursors.to_word(page.after)}" if page.after else ""
    return CardPage([card_of(entry, viewer) for entry in page.entries], older_url)


def card_of(entry: Entry, viewer: Person | None) -> dict[str, Any]:
    """The arguments of the component. Neighbours read full names, everybody else an initial."""
    kind = registry.kinds()[entry.kind]
    is_own = viewer is not None and entry.author_id == viewer.pk
    return {
        "title": entry.title,
        "url": entry.url,
        "kind_label": kind.label,
        "kind_icon": kind.icon,
        "kind_tone": kind.tone or "primary",
        "text": Truncator(entry.text).chars(MOST_TEXT),
        "author": name_of_author(entry, viewer),
        "where": where(entry),
        "when": date_short(entry.starts) if entry.starts else ago(entry.published),
        "action_label": "" if is_own else kind.action,
        "is_yours": is_own,
    }


def where(entry: Entry) -> str:
    return entry.place.label if entry.place else ""


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
    return entry.author.name_for(viewer)
