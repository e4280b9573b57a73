"""Before something disappears from the list, its author is asked whether it is still so. A job."""

from datetime import datetime, timedelta

from quartier.api import settings_of, tell
from quartier.modules.help.models import State
from quartier.modules.help.queries import MODELS
from quartier.modules.help.terms import STILL_VALID, HelpSettings


def remind(now: datetime) -> None:
    """Once for each time that something is about to run out, however often this runs."""
    soon = now + timedelta(days=settings_of(HelpSettings).remind_days)
    for model in MODELS.values():
        for obj in model._default_manager.filter(state=State.OPEN, until__gt=now, until__lte=soon).select_related(
            "author"
        ):
            tell([obj.author], STILL_VALID, about=obj.entry, once=f"{obj.sort}:{obj.pk}:{obj.until:%Y%m%d}")
