"""Offers and requests in words, for people: when, in which languages, why two of them fit."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.modules.help.matching import Fit
from quartier.modules.help.models import Help, Offer, Request, TimeOfDay, Urgency
from quartier.ui import dates
from quartier.ui.spoken import COMMON, name_of_language

MOST_DAYS_NAMED = 3


def language_choices() -> list[tuple[str, str]]:
    return [(code, name_of_language(code)) for code in COMMON]


def languages(codes: list[str]) -> str:
    return ", ".join(name_of_language(code) for code in codes)


def weekday_names() -> list[str]:
    return [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]


def on_weekdays(days: list[int] | frozenset[int]) -> str:
    """ "dienstags und freitags"; nothing for all or none."""
    if not 0 < len(days) < 7:
        return ""
    names = [
        _("on Mondays"), _("on Tuesdays"), _("on Wednesdays"), _("on Thursdays"),
        _("on Fridays"), _("on Saturdays"), _("on Sundays"),
    ]  # fmt: skip
    if set(days) == {5, 6}:
        return _("at weekends")
    if set(days) == {0, 1, 2, 3, 4}:
        return _("on working days")
    chosen = [names[day] for day in sorted(days)]
    return (
        chosen[0]
        if len(chosen) == 1
        else _("%(days)s and %(day)s") % {"days": ", ".join(chosen[:-1]), "day": chosen[-1]}
    )


def when(obj: Help) -> str:
    """ "Dienstags, nachmittags", "Di, 24. Nov., abends", "Ab Mo, 1. Dez."; "Nach Absprache" where nothing is said."""
    daytime = str(TimeOfDay(obj.time_of_day).label) if obj.time_of_day else ""
    parts = [part for part in (_days(obj), on_weekdays(obj.weekdays), daytime) if part]
    if parts:
        first, *rest = parts
        return ", ".join([first[0].upper() + first[1:], *(part[0].lower() + part[1:] for part in rest)])
    return _("Again and again, as agreed") if obj.is_recurring else _("As agreed")


def _days(obj: Help) -> str:
    first, last = obj.first_day, obj.last_day
    if first and last and first != last:
        return _("%(first)s to %(last)s") % {"first": dates.day(first), "last": dates.day(last)}
    if first and obj.is_recurring:
        return _("from %(day)s on") % {"day": dates.day(first)}
    return dates.day(first) if first else ""


def how_many(obj: Help) -> str:
    if obj.capacity == 1:
        return ""
    if isinstance(obj, Offer):
        return ngettext("for %(n)d neighbour", "for %(n)d neighbours", obj.capacity) % {"n": obj.capacity}
    return ngettext("%(n)d person is needed", "%(n)d people are needed", obj.capacity) % {"n": obj.capacity}


def urgency(obj: Help) -> str:
    """Only what presses."""
    return str(Urgency(obj.urgency).label) if isinstance(obj, Request) and obj.urgency != Urgency.WHENEVER else ""


def walking(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return ngettext("%(n)d minute on foot", "%(n)d minutes on foot", minutes) % {"n": minutes}


def reason(fit: Fit) -> str:
    """ "5 Minuten zu Fuß · dienstags · Türkisch": what speaks for it. The language everybody speaks here goes without saying."""
    spoken = [code for code in COMMON if code in fit.shared_languages and code != settings.LANGUAGE_CODE]
    days = on_weekdays(fit.shared_days) if len(fit.shared_days) <= MOST_DAYS_NAMED else _("several days suit")
    parts = [walking(fit.minutes), days, *(name_of_language(code) for code in spoken[:2])]
    return " · ".join(part for part in parts if part) or _("the same kind of help")
