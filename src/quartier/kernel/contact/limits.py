"""Gentle limits that neighbours never meet. Each refusal says when it will be possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contact.knowing import begun_in_vain
from quartier.kernel.contact.settings import contact_settings
from quartier.kernel.people.models import Person
from quartier.kernel.people.newcomers import is_newcomer, newcomer_days
from quartier.kernel.refusals import Refused
from quartier.ui.dates import date_short

A_DAY = timedelta(days=1)
A_MONTH = timedelta(days=30)
_LINK = re.compile(
    r"(?:https?://|www\.)\S|\b[a-z0-9-]{2,}\.(?:de|com|net|org|info|shop|xyz|ru|io|me|eu)\b", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w.,:-])(?!\d{1,2}\.\d{1,2}\.\d{2,4}\b)(?:\+|00?)\d(?:[ ()/.-]{0,2}\d){6,14}(?!\d)")


def must_not_write_to_many(person: Person, elsewhere: Sequence[datetime] = ()) -> None:
    """So many strangers a day. Who has answered isn't one any more."""
    settings = contact_settings()
    most = settings.newcomer_strangers_a_day if is_newcomer(person) else settings.strangers_a_day
    begun = sorted([*begun_in_vain(person, timezone.now() - A_DAY), *elsewhere])
    if len(begun) >= most:
        raise Refused(
            _("You have written to many new people today. You can go on as soon as somebody answers, or from %(when)s.")
            % {"when": date_short(begun[-most] + A_DAY)}
        )


def must_not_press(person: Person, other: Person) -> None:
    """Nobody is written to again and again who doesn't answer."""
    most = contact_settings().unanswered
    begun = begun_in_vain(person, timezone.now() - A_MONTH, other=other)
    if len(begun) >= most:
        raise Refused(
            _("They haven’t answered you yet. Please leave it at that for now; from %(when)s you can try once more.")
            % {"when": date_short(begun[-most] + A_MONTH)}
        )


def must_leave_time(said: list[datetime]) -> None:
    """`said`: when somebody wrote, newest first, since the other side last did."""
    most = contact_settings().in_a_row
    today = [at for at in said if at > timezone.now() - A_DAY]
    if len(today) >= most:
        raise Refused(
            _("You have written %(most)d times without an answer. Please wait for one, or go on from %(when)s.")
            % {"most": most, "when": date_short(today[most - 1] + A_DAY)}
        )


def must_suit_newcomer(person: Person, text: str, *, field: str = "") -> None:
    """Who is new here puts no links and no telephone numbers before many people: it keeps advertising and fraud out."""
    if not is_newcomer(person) or not (_LINK.search(text) or _PHONE.search(text)):
        return
    raise Refused(
        _(
            "While you are new here, please write no links and no telephone numbers to many people. It works from %(when)s."
        )
        % {"when": _no_longer_new(person)},
        field or None,
    )


def must_not_post_more(person: Person, published: list[datetime]) -> None:
    """`published`: when a newcomer published what they did within a day, newest first."""
    most = contact_settings().newcomer_posts_a_day
    if len(published) >= most:
        raise Refused(
            _("While you are new here, %(most)d posts a day are enough. You can go on from %(when)s.")
            % {"most": most, "when": date_short(published[most - 1] + A_DAY)}
        )


def _no_longer_new(person: Person) -> str:
    since = person.newcomer_since or timezone.now()
    return date_short(since + timedelta(days=newcomer_days()))
