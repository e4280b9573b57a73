"""Opening hours as OpenStreetMap writes them, in the reader's words where they are simple."""

from __future__ import annotations

import re

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_DAYS = {"Mo": 0, "Tu": 1, "We": 2, "Th": 3, "Fr": 4, "Sa": 5, "Su": 6}


def in_words(hours: str) -> list[str]:
    """ "Tu-Fr 10:00-18:00; Sa off" → "Di–Fr 10:00–18:00", "Sa geschlossen"."""
    if hours.strip() == "24/7":
        return [_("always open")]
    return [_readable(part) for part in hours.split(";") if part.strip()]


def _readable(part: str) -> str:
    words = re.sub(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\b", lambda found: str(WEEKDAYS_ABBR[_DAYS[found[0]]]), part.strip())
    words = words.replace("PH", _("public holidays")).replace(" off", " " + pgettext("opening hours", "closed"))
    return re.sub(r"\s*,\s*", ", ", words.replace("-", "–"))
