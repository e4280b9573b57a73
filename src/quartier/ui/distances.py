"""How far it is, in words that need no map."""

import math
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

METRES_A_MINUTE = 80  # a calm walk of 4.8 km/h
FURTHEST_WALK = 45


def walking(metres: float | None) -> str:
    if metres is None:
        return ""
    minutes = max(1, math.ceil(metres / METRES_A_MINUTE))
    if minutes > FURTHEST_WALK:
        return _("%(distance)s km away") % {"distance": round(metres / 1000)}
    return on_foot(minutes)


def on_foot(minutes: int) -> str:
    return _on_foot(minutes, get_language())


@lru_cache(maxsize=200)  # each card says it
def _on_foot(minutes: int, _language: str | None) -> str:
    return ngettext("%(minutes)s minute on foot", "%(minutes)s minutes on foot", minutes) % {"minutes": minutes}
