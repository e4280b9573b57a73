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


def day_long(moment: datetime | date | None) -> str:
    """ "Dienstag, 24. November": also at the end of a sentence, where "24. Nov." would have two dots."""
    return _day(moment, 1)


def day_parts(moment: datetime | date) -> tuple[str, str]:
    """("Di", "24. Nov.") for lists with the day at their edge."""
    local, language = _local_day(moment), _language()
    return _day_in_words(local, "ccc", language), _day_in_words(local, _pattern(local, 2, language), language)


def month(moment: datetime | date) -> str:
    """ "Dezember 2026"."""
    return _day_in_words(_local_day(moment), "LLLL y", _language())


def time_of(moment: datetime) -> str:
    """ "15 Uhr"."""
    return _time(moment)


def weekdays() -> list[tuple[str, str]]:
    """("Mo", "Montag") to Sunday, as the heads of a calendar."""
    week = [date(2024, 1, number) for number in range(1, 8)]
    short, long = (
        [_day_in_words(one, pattern, _language()).rstrip(".") for one in week] for pattern in ("ccc", "cccc")
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
    local, language = _local_day(moment), _language()
    return _day_in_words(local, _pattern(local, pattern, language), language)


def _time(moment: datetime) -> str:
    local, language = _local(moment), _language()
    return _time_in_words(local.time(), PATTERNS.get(language, ANYWHERE)[3 if local.minute == 0 else 4], language)


def _pattern(local: date, number: int, language: str) -> str:
    pattern = PATTERNS.get(language, ANYWHERE)[number]
    return pattern if local.year == _today().year else f"{pattern} y"


@lru_cache(maxsize=2_000)  # a page has the same few days again and again
def _day_in_words(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=_locale(language))


@lru_cache(maxsize=2_000)
def _time_in_words(moment: time, pattern: str, language: str) -> str:
    return format_time(moment, pattern, locale=_locale(language))


def _local_day(moment: datetime | date) -> date:
    return _local(moment).date() if isinstance(moment, datetime) else moment


def _local(moment: datetime) -> datetime:
    """In the quarter's time. Asked fifty times a page, so not of Django, which first asks whose time it is."""
    return moment if moment.tzinfo is None else moment.astimezone(timezone.get_default_timezone())


def _today() -> date:
    return _local(timezone.now()).date()


def _locale(language: str) -> Locale:
    return Locale.parse(BRITISH if language == "en" else language)


def _language() -> str:
    return (get_language() or "de").split("-")[0]
