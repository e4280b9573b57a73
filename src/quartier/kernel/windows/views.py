"""The windows: Heute, one kind's list, search, notices."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel import registry
from quartier.kernel.contract import Slot
from quartier.kernel.entries import cursors, search
from quartier.kernel.entries.feed import PAGE, Cursor, Page, entries, soon
from quartier.kernel.notifications.actions import mark_read
from quartier.kernel.notifications.models import Notification
from quartier.kernel.notifications.queries import MOST_ON_HEUTE, latest_notices, newest_unread
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.quarter.panels import panels
from quartier.kernel.requests import person_of, signed_in
from quartier.kernel.windows.cards import card_of, greeting, where
from quartier.kernel.windows.lists import card_page
from quartier.kernel.windows.reminders import reminders
from quartier.kernel.windows.visits import last_visit

FEWEST = 8  # Heute shows at least so many, also when little is new
SOON = timedelta(days=14)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Heute: what concerns you, what is new, what is soon, and then "That was all."."""
    after = cursors.from_word(request.GET.get("after", ""))
    if after:
        return _older(request, after)
    viewer, now = person_of(request), timezone.now()
    since = last_visit(request)
    page = entries(viewer)
    new = [entry for entry in page.entries if entry.published > since]
    known = list(page.entries[len(new) : max(len(new), FEWEST)])
    shown = [*new, *known]
    has_more = page.after is not None or len(shown) < len(page.entries)
    context = {
        "greeting": greeting(timezone.localtime(now)),
        "today": timezone.localdate(),
        "new": [card_of(entry, viewer) for entry in new],
        "known": [card_of(entry, viewer) for entry in known],
        "notices": _unread(request, viewer) if viewer else [],
        "reminders": reminders(viewer),
        "soon": [(entry.starts, entry.title, entry.url, where(entry, None)) for entry in soon(viewer, now, now + SOON)],
        "panels": panels(request, Slot.HOME),
        "next": cursors.to_word(Cursor(shown[-1].published, shown[-1].pk)) if shown and has_more else "",
    }
    return render(request, "windows/today.html", context)


def _unread(request: HttpRequest, viewer: Person) -> list[Notification]:
    """The newest; where these are all, the frame needn't count them again."""
    notices = newest_unread(viewer)
    if len(notices) <= MOST_ON_HEUTE:
        request.unread_count = len(notices)  # type: ignore[attr-defined]
    return notices[:MOST_ON_HEUTE]


def _older(request: HttpRequest, after: Cursor) -> HttpResponse:
    viewer = person_of(request)
    page = entries(viewer, after=after)
    context = {"cards": [card_of(entry, viewer) for entry in page.entries], "next": _next(page)}
    return render(request, "windows/older.html", context)


@require_safe
def list_of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """All entries of one kind, for links from elsewhere; modules may have a richer list of their own."""
    spec = registry.kinds().get(kind)
    if spec is None or not is_on(kind.partition(".")[0]):
        raise Http404
    return render(request, "windows/list.html", {"kind": spec, "page": card_page(request, kind=kind)})


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    viewer = person_of(request)
    found = search.find(viewer, text, size=PAGE * 2)
    return render(request, "windows/search.html", {"text": text, "cards": [card_of(entry, viewer) for entry in found]})


@require_safe
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    assert person is not None  # noqa: S101 (signed_in)
    return render(request, "windows/notices.html", {"notices": latest_notices(person)[:100]})


@require_POST
@signed_in
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks the notice read and goes where it leads."""
    person = person_of(request)
    notice = Notification.objects.filter(person=person, pk=pk).first()
    if person is None or notice is None:
        raise Http404
    mark_read(person, url=notice.url)
    return redirect(notice.url or "notices")


@require_POST
@signed_in
def read_all_notices(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if person:
        mark_read(person)
    return redirect("notices")


def _next(page: Page) -> str:
    return cursors.to_word(page.after) if page.after else ""
