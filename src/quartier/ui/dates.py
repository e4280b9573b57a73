"""Dates as people say them: "Di, 24. Nov., 15 Uhr", in the reader's language and the quarter's time.

The year is said only where it is another one.
"""

from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

BRITISH = "en_GB"  # "24 Nov", not "Nov 24"
CALM_DAYS = 14

# language → (short day, long day, day without its weekday, full hour, other time)
PATTERNS = {
    "de": ("ccc, d. MMM", "EEEE, d. MMMM", "d. MMM", "H 'Uhr'", "H:mm 'Uhr'"),
    "en": ("EEE, d MMM", "EEEE, d MMMM", "d MMM", "h a", "h:mm a"),
}
ANYWHERE = ("EEE d MMM", "EEEE d MMMM", "d MMM", "HH:mm", "HH:mm")


def date_short(moment: datetime | date | None) -> str:
    """ "Di, 24. Nov., 15 Uhr"; a date without a time stays one."""
    return _with_time(day(moment), moment)


def date_long(moment: datetime | date | None) -> str:
    """ "Dienstag, 24. November, 15 Uhr"."""
    return _with_time(_day(moment, 1), moment)


def day(moment: datetime | date | None) -> str:
    """ "Di, 24. Nov."."""
    return _day(moment, 0)


def day_parts(moment: datetime | date) -> tuple[str, str]:
    """("Di", "24. Nov.") for lists with the day at their edge."""
    return _day_in_words(_local_day(moment), "ccc", _locale()), _day(moment, 2)


def month(moment: datetime | date) -> str:
    """ "Dezember 2026"."""
    return format_date(_local_day(moment), "LLLL y", locale=_locale())


def time_of(moment: datetime) -> str:
    """ "15 Uhr"."""
    return _time(moment)


def weekdays() -> list[tuple[str, str]]:
    """("Mo", "Montag") to Sunday, as the heads of a calendar."""
    week = [date(2024, 1, number) for number in range(1, 8)]
    short, long = (
        [format_date(one, pattern, locale=_locale()).rstrip(".") for one in week] for pattern in ("ccc", "cccc")
    )
    return list(zip(short, long, strict=True))


def time_span(start: datetime, end: datetime | None) -> str:
    """ "Di, 24. Nov., 15 Uhr bis 17 Uhr"; over midnight with both days."""
    if end is None:
        return date_short(start)
    same_day = _local_day(start) == _local_day(end)
    return _("%(start)s to %(end)s") % {"start": date_short(start), "end": _time(end) if same_day else date_short(end)}


def clock(moment: datetime) -> str:
    """ "15:04 Uhr"."""
    return _time(moment)


def ago(moment: datetime | date | None) -> str:
    """ "heute", "gestern", "vor 3 Tagen", then the day. Never minutes: nothing here has to be hurried after."""
    if moment is None:
        return ""
    days = (_today() - _local_day(moment)).days
    return _days_ago(days, get_language()) if 0 <= days < CALM_DAYS else _day(moment, 2)


@lru_cache(maxsize=100)
def _days_ago(days: int, _language: str | None) -> str:
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def _with_time(words: str, moment: datetime | date | None) -> str:
    return f"{words}, {_time(moment)}" if isinstance(moment, datetime) else words


def _day(moment: datetime | date | None, pattern: int) -> str:
    if moment is None:
        return ""
    local = _local_day(moment)
    year = "" if local.year == _today().year else " y"
    return _day_in_words(local, _patterns()[pattern] + year, _locale())


def _time(moment: datetime) -> str:
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return _time_in_words(local.time(), _patterns()[3 if local.minute == 0 else 4], _locale())


@lru_cache(maxsize=2_000)  # a page has the same few days again and again
def _day_in_words(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=Locale.parse(locale))


@lru_cache(maxsize=2_000)
def _time_in_words(moment: time, pattern: str, locale: str) -> str:
    return format_time(moment, pattern, locale=Locale.parse(locale))


def _local_day(moment: datetime | date) -> date:
    if not isinstance(moment, datetime):
        return moment
    return (timezone.localtime(moment) if timezone.is_aware(moment) else moment).date()


def _today() -> date:
    return timezone.localdate()


def _patterns() -> tuple[str, str, str, str, str]:
    return PATTERNS.get(_language(), ANYWHERE)


def _locale() -> str:
    return BRITISH if _language() == "en" else _language()


def _language() -> str:
    return (get_language() or "de").split("-")[0]
