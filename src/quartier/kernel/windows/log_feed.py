"""The public log of decisions as an Atom feed: a line for each month that is over.

Not for the running one: whoever asks every hour would learn when something was decided, and about whom.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from quartier.kernel.moderation.log import FEW, Month, in_words, months
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.windows.atom import FIVE_MINUTES, clean, moment_in_words, urn
from quartier.ui.dates import month as month_in_words


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    over = [month for month in months() if _end(month.month) <= timezone.localdate()]
    with override(settings.LANGUAGE_CODE):  # one address says one thing, whoever asks
        name = current_quarter().name or "Quartiersserver"
        page_url = request.build_absolute_uri(reverse("moderation:log"))
        context = {
            "id": urn("feed", "log"),
            "title": clean(f"{name}: {_('What was decided: the public log')}"),
            "subtitle": _("Nobody is named, and where there were fewer than %(few)s no number is said.") % {"few": FEW},
            "updated": _moment(over[0].month if over else date(2026, 1, 1)),
            "self_url": request.build_absolute_uri(),
            "page_url": page_url,
            "language": settings.LANGUAGE_CODE,
            "entries": [_entry(month, clean(name), page_url) for month in over],
        }
        answer = render(request, "windows/atom.xml", context)
    answer["Content-Type"] = "application/atom+xml; charset=utf-8"
    patch_cache_control(answer, public=True, max_age=FIVE_MINUTES)
    return answer


def _entry(month: Month, author: str, page_url: str) -> dict[str, str]:
    return {
        "id": urn("log", month.month.isoformat()),
        "title": month_in_words(month.month),
        "url": f"{page_url}#{month.month:%Y-%m}",
        "published": _moment(month.month),
        "updated": _moment(month.month),
        "author": author,
        "category": _("What was decided: the public log"),
        "term": "moderation.log",
        "summary": clean(" ".join(in_words(month))),
    }


def _end(month: date) -> date:
    """The first day after it."""
    return (month + timedelta(days=32)).replace(day=1)


def _moment(month: date) -> str:
    return moment_in_words(timezone.make_aware(datetime.combine(_end(month), time())))
