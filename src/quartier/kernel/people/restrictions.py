"""What somebody may not do for a while, because the neighbours decided so: asked without a query, wherever something is written."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused
from quartier.ui.dates import day

MOST_A_DAY = 1  # things that somebody who is limited may share on one day

# Whoever is paused still looks after what is theirs: log-in, data, complaint, leaving, reading, whom they block.
OPEN_AREAS = frozenset({"account", "blocks", "delivery", "gate", "moderation", "mydata"})
OPEN_PAGES = frozenset(
    {
        ":open_notice",
        ":read_all_notices",
        ":set_language",
        ":unread_notices",
        "assistance:confidant_end",
        "assistance:end",
        "assistance:stop",
        "people:text_size",
        "residence:end",
    }
)


def is_paused(person: Person | None) -> bool:
    """They read, and write nothing."""
    return person is not None and person.paused_until is not None and person.paused_until > timezone.now()


def is_limited(person: Person | None) -> bool:
    """They share little, and begin nothing with others."""
    return person is not None and person.limited_until is not None and person.limited_until > timezone.now()


def is_excluded(person: Person | None) -> bool:
    return person is not None and person.standing == Standing.EXCLUDED


def may_send(person: Person | None, area: str, page: str) -> bool:
    """Whether a form of this address may be sent: for every page of every module."""
    if not is_paused(person) and not is_excluded(person):
        return True
    return area in OPEN_AREAS or f"{area}:{page}" in OPEN_PAGES


def must_be_free_to_write(by: Actor) -> None:
    for person in {by.person, by.subject}:
        if is_excluded(person) or is_paused(person):
            raise Refused(why_not(person))


def must_be_free_to_begin(by: Actor) -> None:
    must_be_free_to_write(by)
    if is_limited(by.subject) and by.subject.limited_until:
        raise Refused(
            _("Until %(day)s you begin nothing new with others. What is under way goes on.")
            % {"day": day(by.subject.limited_until)}
        )


def why_not(person: Person) -> str:
    if person.paused_until is not None and is_paused(person):
        return _("You are paused until %(day)s: you read everything, and write nothing. Your notices say why.") % {
            "day": day(person.paused_until)
        }
    return _("You no longer take part here. Your notices say why, and how you complain.")
