"""The calendar: what has a beginning, one month after another, day by day."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.kernel import registry
from quartier.kernel.entries.feed import Cursor, dated
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.requests import person_of
from quartier.kernel.windows.cards import card_of
from quartier.kernel.windows.lists import Choice, Filters
from quartier.ui.dates import date_long, day, time_span
from quartier.ui.dates import month as name_of_month
from quartier.ui.jinja import query

MOST = 60  # on one page
MOST_MONTHS = 24  # from now, to both sides


@dataclass(frozen=True)
class Month:
    """One page: from its first day, in the running month from today."""

    first: date
    is_running: bool

    @property
    def begin(self) -> datetime:
        return midnight(timezone.localdate() if self.is_running else self.first)

    @property
    def end(self) -> datetime:
        return midnight(self.moved(1))

    def moved(self, months: int) -> date:
        count = self.first.year * 12 + self.first.month - 1 + months
        return date(count // 12, count % 12 + 1, 1)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`?month=2026-12`, `?kind=board.post`; what lasts stands there on each of its days."""
    viewer, kind = person_of(request), _kind(request)
    shown = _month(request.GET.get("month", ""))
    after = Cursor.from_word(request.GET.get("after", ""))
    found = dated(viewer, shown.begin, shown.end, kind=kind, after=after, size=MOST + 1)
    page, more = found[:MOST], found[MOST:]
    days = [
        (moment, [_line(entry, at, viewer) for at, entry in some])
        for moment, some in groupby(page, lambda item: timezone.localtime(item[0]).date())
    ]
    context = {
        "title": _("Calendar: %(month)s") % {"month": name_of_month(shown.first)},
        "days": [(f"d{moment.isoformat()}", date_long(moment), lines) for moment, lines in days],
        "weeks": _weeks(shown, {moment: len(lines) for moment, lines in days}),
        "is_running": shown.is_running,
        "filters": _filters(request, page, kind),
        "earlier_url": query(request, month=_word(shown.moved(-1))) if _is_near(shown.moved(-1)) else "",
        "later_url": query(request, month=_word(shown.moved(1))) if _is_near(shown.moved(1)) else "",
        "later": name_of_month(shown.moved(1)),
        "earlier": name_of_month(shown.moved(-1)),
        "more_url": query(request, after=Cursor(page[-1][0], page[-1][1].pk).word) if more else "",
    }
    return render(request, "windows/calendar.html", context)


def _line(entry: Entry, at: datetime, viewer: Person | None) -> dict[str, Any]:
    """A card that says when, and on its further days that it goes on."""
    when = ""
    if entry.starts:
        goes_on = _("goes on until %(day)s") % {"day": day(entry.ends)}
        when = time_span(entry.starts, entry.ends) if entry.starts == at else goes_on
    return {**card_of(entry, viewer), "when": when}


def _weeks(shown: Month, counts: dict[date, int]) -> list[list[tuple[int, str, int, bool]]]:
    """The month as a table: day, address within the page, how many, whether it is today. 0: a day of another month."""
    today = timezone.localdate()
    weeks = Calendar().monthdatescalendar(shown.first.year, shown.first.month)
    return [
        [
            (one.day if one.month == shown.first.month else 0, f"#d{one.isoformat()}", counts.get(one, 0), one == today)
            for one in week
        ]
        for week in weeks
    ]


def _filters(request: HttpRequest, page: Sequence[tuple[datetime, Entry]], kind: str) -> Filters:
    """The kinds that are there; once one is chosen, that one."""
    there = {kind} if kind else {entry.kind for _at, entry in page}
    choices = [
        Choice(str(spec.plural), query(request, kind=None if name == kind else name), name == kind, spec.icon)
        for name, spec in registry.kinds().items()
        if name in there
    ]
    return Filters([(_("What"), choices)] if kind or len(choices) > 1 else [], reverse("calendar") if kind else "")


def _kind(request: HttpRequest) -> str:
    """What isn't a kind, or is switched off, is no filter."""
    name = request.GET.get("kind", "")
    return name if name in registry.kinds() and is_on(name.partition(".")[0]) else ""


def _month(word: str) -> Month:
    """The running one for what is no month, or one too far away for anybody's calendar."""
    running = timezone.localdate().replace(day=1)
    try:
        first = date.fromisoformat(f"{word}-01")
    except ValueError:
        first = running
    return Month(first, is_running=False) if _is_near(first) and first != running else Month(running, is_running=True)


def _is_near(first: date) -> bool:
    today = timezone.localdate()
    return abs((first.year - today.year) * 12 + first.month - today.month) <= MOST_MONTHS


def _word(first: date) -> str:
    return first.strftime("%Y-%m")


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
