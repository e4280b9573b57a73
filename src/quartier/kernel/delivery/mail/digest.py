"""Once a day: what somebody hasn't read yet, and what is new for them. Nothing to tell, no mail."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel import registry
from quartier.kernel.delivery.choices import reach_of, reaches_of, wants
from quartier.kernel.delivery.groups import NEWS, groups
from quartier.kernel.delivery.mail.composing import compose
from quartier.kernel.delivery.mail.links import EVERYTHING, off_url
from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.delivery.mail.notices import (
    OPEN,
    Line,
    has_confirmed_address,
    line_of,
    look_at_refusal,
    may_still_see,
)
from quartier.kernel.delivery.mail.sending import trip
from quartier.kernel.delivery.mail.server import mail_server
from quartier.kernel.delivery.models import Delivery, Reach
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.models import Entry
from quartier.kernel.notifications.channels import channels
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.machine.trips import Trip

NAME = "daily"
MOST_POSTS = 12
MOST_NOTICES = 8  # of one group
LONGEST_BACK = timedelta(days=7)


@dataclass
class Chapter:
    title: str
    lines: list[Line]
    count: int
    more: str = ""


def wants_it_daily(people: Collection[int]) -> Collection[int]:
    reached, channel = has_confirmed_address(people), channels()[NAME]
    reaches = reaches_of(reached)
    names = [group.name for group in groups()]
    return [pk for pk in reached if any(wants(reaches[pk], channel, name, name) for name in names)]


def mail_digest(person: Person, notices: Sequence[Notification], word: str) -> Sequence[Trip]:
    now, server, reach = timezone.now(), mail_server(), reach_of(person.pk)
    chapters = [*_of_notices(server, person, notices), *_of_posts(server, person, reach, now)]
    if chapters:
        context = {
            "chapters": chapters,
            "home_url": server.site_url + reverse("today"),
            "choices_url": server.site_url + reverse("delivery:choices"),
        }
        message = compose(
            server,
            "neutral" if reach.is_neutral else "digest",
            context,
            to=reach.address,
            subject=_("News from the quarter") if reach.is_neutral else _subject(chapters),
            word=word,
            off_url=off_url(server, person, NAME, EVERYTHING),
            is_neutral=reach.is_neutral,
        )
        return [trip(server, message, to=reach.address, back=partial(_back, reach, now))]
    _told_until(reach, now)
    return ()


def _back(reach: Reach, now: datetime, problem: Exception | None) -> Exception | None:
    if problem is None:
        _told_until(reach, now)
    return look_at_refusal(reach.address, problem)


def _told_until(reach: Reach, now: datetime) -> None:
    Reach.objects.filter(pk=reach.pk).update(daily_until=now)


def _of_notices(server: MailServer, person: Person, notices: Sequence[Notification]) -> list[Chapter]:
    """By group, the newest first; what was mailed at once isn't told again."""
    ids = [notice.pk for notice in notices]
    mailed = Delivery.objects.filter(notification__in=ids, done__isnull=False, error="").exclude(channel=NAME)
    told = set(mailed.values_list("notification_id", flat=True))
    found: list[Chapter] = []
    for group in groups():
        names = {notice.name for notice in group.notices}
        own = [one for one in notices if one.notice in names and one.pk not in told and may_still_see(person, one)]
        if own:
            own.sort(key=lambda one: (one.at, one.pk), reverse=True)
            found.append(_chapter(str(group.label), [line_of(server, one) for one in own], MOST_NOTICES))
    return found


def _of_posts(server: MailServer, person: Person, reach: Reach, now: datetime) -> list[Chapter]:
    """What they may see at this moment, and didn't write themselves. Nothing protected: a mail travels openly."""
    if not wants(reach, channels()[NAME], NEWS, NEWS):
        return []
    since = max(reach.daily_until or now - timedelta(days=1), now - LONGEST_BACK)
    page = entries(person, since=since, size=60)
    new = [
        entry
        for entry in page.entries
        if entry.author_id != person.pk and entry.published > since and entry.audience in OPEN
    ]
    lines = [Line(f"{_sort(entry)}: {entry.title}", server.site_url + entry.url) for entry in new]
    return [_chapter(_("New in the quarter"), lines, MOST_POSTS)] if lines else []


def _sort(entry: Entry) -> str:
    """What its badge says: "Question", "Wanted"."""
    kind = registry.kinds()[entry.kind]
    sort = next((facet for facet in kind.facets if facet.is_sort and facet.name in entry.facets), None)
    return str((sort or kind).label)


def _chapter(title: str, lines: list[Line], most: int) -> Chapter:
    rest = len(lines) - most
    more = ngettext("and %(num)s more", "and %(num)s more", rest) % {"num": rest} if rest > 0 else ""
    return Chapter(title, lines[:most], len(lines), more)


def _subject(chapters: Sequence[Chapter]) -> str:
    """The first line says most; how much else there is stands behind it."""
    rest = sum(chapter.count for chapter in chapters) - 1
    first = chapters[0].lines[0].text
    return first if not rest else _("%(first)s, and %(num)s more") % {"first": first, "num": rest}
