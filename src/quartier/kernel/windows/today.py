"""Heute: what concerns you, what is new, what is soon, and then "That was all."."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from quartier.kernel.contract import Slot
from quartier.kernel.entries.feed import Cursor, entries, heute
from quartier.kernel.entries.models import Entry
from quartier.kernel.notifications.models import Notification
from quartier.kernel.notifications.queries import MOST_ON_HEUTE, newest_unread
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.panels import panels
from quartier.kernel.requests import person_of
from quartier.kernel.windows.arrivals import token
from quartier.kernel.windows.cards import card_of, greeting, is_on_paper, where
from quartier.kernel.windows.reminders import reminders
from quartier.kernel.windows.starts import starts
from quartier.kernel.windows.visits import FIRST_VISIT, last_visit
from quartier.ui.dates import day, month, time_of

FEWEST = 8  # Heute shows at least so many, also when little is new
SOON = timedelta(days=14)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    after = Cursor.from_word(request.GET.get("after", ""))
    if after:
        return _older(request, after)
    viewer, now = person_of(request), timezone.now()
    since = last_visit(request)
    page, ahead = heute(viewer, now, now + SOON)
    new = [entry for entry in page.entries if entry.published > since]
    known = list(page.entries[len(new) : max(len(new), FEWEST)])
    shown = [*new, *known]
    has_more = page.after is not None or len(shown) < len(page.entries)
    context = {
        "greeting": greeting(timezone.localtime(now)),
        "today": timezone.localdate(),
        "news": _how_many(len(new), since, now, is_all=page.after is None or bool(known)),
        "new": [card_of(entry, viewer) for entry in new],
        "known": [card_of(entry, viewer) for entry in known],
        "notices": _unread(request, viewer) if viewer else [],
        "reminders": reminders(viewer),
        "soon": [soon_of(entry, viewer) for entry in ahead],
        "panels": panels(request, Slot.HOME) if viewer else [],
        "has_starts": viewer is not None and viewer.is_member and bool(starts()),
        "arrivals": "" if is_on_paper(request) else token(viewer, page.entries[0] if page.entries else None),
        "next": Cursor(shown[-1].published, shown[-1].pk).word if shown and has_more else "",
    }
    return render(request, "windows/today.html", context)


def soon_of(entry: Entry, viewer: Person | None) -> tuple[datetime | None, str, str, str]:
    """As the component `soon` draws it: "18 Uhr · Treffpunkt"."""
    detail = " · ".join(part for part in (time_of(entry.starts) if entry.starts else "", where(entry, None)) if part)
    return entry.starts, entry.title, entry.url, detail


def _how_many(count: int, since: datetime, now: datetime, *, is_all: bool) -> str:
    """ "4 neue Beiträge seit gestern"; nothing where nothing is new, and no number where there are more than fit."""
    if not count:
        return ""
    if not is_all:
        return _("many new posts")
    words = ngettext("%(num)s new post", "%(num)s new posts", count) % {"num": count}
    days = (timezone.localtime(now).date() - timezone.localtime(since).date()).days
    if now - since >= FIRST_VISIT:
        return words
    if days <= 1:
        return _("%(posts)s since yesterday") % {"posts": words} if days else words
    return _("%(posts)s since %(day)s") % {"posts": words, "day": day(since)}


def _unread(request: HttpRequest, viewer: Person) -> list[Notification]:
    """The newest; where these are all, the frame needn't count them again."""
    notices = newest_unread(viewer)
    if len(notices) <= MOST_ON_HEUTE:
        request.unread_count = len(notices)  # type: ignore[attr-defined]
    return notices[:MOST_ON_HEUTE]


def _older(request: HttpRequest, after: Cursor) -> HttpResponse:
    viewer = person_of(request)
    page = entries(viewer, after=after)
    older_url = f"{reverse('today')}?after={page.after.word}" if page.after else ""
    return render(request, "windows/older.html", {"days": by_day(page.entries, viewer), "older_url": older_url})


def by_day(found: Any, viewer: Person | None) -> list[tuple[str, list[dict[str, Any]]]]:
    """Cards under the day they were published on; under the month what is older than that."""
    today = timezone.localdate()

    def heading(entry: Entry) -> str:
        published = timezone.localtime(entry.published).date()
        return day(published) if (today - published).days < 31 else month(published)

    return [(words, [card_of(entry, viewer) for entry in some]) for words, some in groupby(found, heading)]
