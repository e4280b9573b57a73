"""What still wants doing, on Heute, for those who can do it. Each goes by itself once it is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel.people.models import Person, Standing
from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.roles.keys import ENOUGH, key_holders, key_holders_without_log_in
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.people import GRANT
from quartier.kernel.terms.quarter import MANAGE
from quartier.kernel.terms.residence import CONFIRM


def reminders(viewer: Person | None) -> list[dict[str, Any]]:
    """Cards: a title, a line, and the one step."""
    if viewer is None:
        return []
    return [
        {"title": title, "text": text, "action_label": label, "action_url": reverse(url), "is_yours": True}
        for title, text, label, url in _wanted(viewer)
    ]


def _wanted(viewer: Person) -> Iterator[tuple[str, str, str, str]]:
    if viewer.standing == Standing.GUEST:
        title = _("You are a guest here")
        yield (
            title,
            _("Somebody must confirm that you live here. Then you see everything."),
            _("How it goes on"),
            "people:me",
        )
    if has_power(viewer, GRANT):
        yield from _about_keys()
    if has_power(viewer, MANAGE) and not current_quarter().imprint:
        yield (
            _("The imprint is missing"),
            _("The law asks who answers for this site."),
            _("Write it"),
            "quarter:imprint",
        )
    if has_power(viewer, CONFIRM):
        count = Person.objects.filter(standing=Standing.GUEST).count()
        if count:
            title = ngettext("%(count)d guest is waiting", "%(count)d guests are waiting", count) % {"count": count}
            yield title, _("Confirm them if you know that they live here."), _("To the desk"), "gate:desk"


def _about_keys() -> Iterator[tuple[str, str, str, str]]:
    if key_holders().count() >= ENOUGH:
        return
    waiting = key_holders_without_log_in().filter(account__isnull=True).first()
    if waiting:
        title = _("%(name)s has no log-in yet") % {"name": waiting.full_name}
        yield title, _("Two people should be able to open the house."), _("Hand over the log-in"), "setup:second"
    else:
        title, text = _("You alone hold the keys"), _("Two people should be able to open the house.")
        yield title, text, _("Choose a second key holder"), "roles:page"
