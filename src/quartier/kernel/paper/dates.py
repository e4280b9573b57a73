"""Dates on paper: somebody reads it next year too."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language


def day_and_year(moment: datetime | date | None) -> str:
    """ "24. November 2026", in the reader's language and the quarter's time."""
    if moment is None:
        return ""
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    language = (get_language() or "de").partition("-")[0]
    return format_date(day, "long", locale="en_GB" if language == "en" else language)
