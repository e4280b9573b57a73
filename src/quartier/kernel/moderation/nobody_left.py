"""A case that nobody may decide: whoever gives roles is asked to find somebody. They learn that there is one, not which."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from quartier.kernel.belonging.rules import holders_of
from quartier.kernel.contract import Role
from quartier.kernel.moderation.concerned import concerned_in, moderators_for
from quartier.kernel.moderation.models import RUNNING, Case
from quartier.kernel.moderation.panel_models import Panel
from quartier.kernel.notifications.actions import tell
from quartier.kernel.terms.moderation import CASE_WITHOUT_DECIDERS
from quartier.kernel.terms.people import GRANT


def ask_for_deciders(now: datetime) -> int:
    """A job: where no panel sits and every moderator has to do with it. Returns how many cases wait for somebody."""
    waiting = [
        case for case in Case.objects.filter(state__in=RUNNING) if not _panel_sits(case) and not moderators_for(case)
    ]
    for case in waiting:
        givers = holders_of(GRANT)
        unconcerned = [person for person in givers if person.pk not in concerned_in(case)]
        where = reverse("roles:role", kwargs={"slug": Role.MODERATOR.value})
        tell(unconcerned or givers, CASE_WITHOUT_DECIDERS, url=where, once=f"{case.pk}:{case.level}")
    return len(waiting)


def _panel_sits(case: Case) -> bool:
    return Panel.objects.filter(case=case, level=case.level, given_up=None).exists()
