"""Notices as mails: at once, and once a day all together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.kernel import registry
from quartier.kernel.contract import Audience
from quartier.kernel.delivery.choices import reach_of
from quartier.kernel.delivery.groups import MATTERS, SAFETY, group_of
from quartier.kernel.delivery.mail.composing import compose
from quartier.kernel.delivery.mail.links import EVERYTHING, off_url
from quartier.kernel.delivery.mail.models import MailServer
from quartier.kernel.delivery.mail.replies import reply_address
from quartier.kernel.delivery.mail.sending import Bounced, trip
from quartier.kernel.delivery.mail.server import mail_server
from quartier.kernel.delivery.mail.stopping import stop_mail
from quartier.kernel.delivery.models import Reach
from quartier.kernel.entries.visibility import may_see
from quartier.kernel.notifications.models import Notification
from quartier.kernel.people.models import Person
from quartier.machine.trips import Trip

OPEN = {Audience.PUBLIC, Audience.MEMBERS, Audience.GROUP, Audience.ORGANISATION}
MOST_OFF_LINKS = 4


@dataclass(frozen=True)
class Line:
    text: str
    url: str


def has_confirmed_address(people: Collection[int]) -> Collection[int]:
    """Those whose address was confirmed, is still theirs and still takes mail."""
    found = Reach.objects.filter(person__in=people, confirmed__isnull=False, stopped=None)
    return list(found.filter(person__account__email=F("address")).values_list("person_id", flat=True))


def mail_notices(person: Person, notices: Sequence[Notification], word: str) -> Sequence[Trip]:
    """At once: mostly one, after quiet hours all that came meanwhile."""
    server, reach = mail_server(), reach_of(person.pk)
    shown = [notice for notice in notices if may_still_see(person, notice)]
    if not shown:
        return ()
    lines = [line_of(server, notice) for notice in shown]
    names = list(dict.fromkeys(notice.notice for notice in shown))
    context = {
        "lines": lines,
        "offs": [(label_of(name), off_url(server, person, "email", name)) for name in names[:MOST_OFF_LINKS]],
        "home_url": server.site_url + reverse("notices"),
        "choices_url": server.site_url + reverse("delivery:choices"),
    }
    message = compose(
        server,
        "neutral" if reach.is_neutral else "notices",
        context,
        to=reach.address,
        subject=subject_of(lines, reach),
        word=word,
        off_url=off_url(server, person, "email", names[0] if len(names) == 1 else EVERYTHING),
        reply_to="" if reach.is_neutral or len(shown) > 1 else reply_address(server, person, shown[0]),
        is_neutral=reach.is_neutral,
    )
    return [trip(server, message, to=reach.address, back=partial(look_at_refusal, reach.address))]


def look_at_refusal(address: str, problem: Exception | None) -> Exception | None:
    """An address that takes no mail gets none from then on, and its owner reads why."""
    if isinstance(problem, Bounced):
        stop_mail(address, problem.reason)
    return problem


def subject_of(lines: Sequence[Line], reach: Reach) -> str:
    if reach.is_neutral:
        return _("News from the quarter")
    if len(lines) == 1:
        return lines[0].text
    return ngettext("%(num)s notice for you", "%(num)s notices for you", len(lines)) % {"num": len(lines)}


def line_of(server: MailServer, notice: Notification) -> Line:
    """What is private or protected keeps its title to itself: a mail travels openly and lies around."""
    group = group_of(notice.notice)
    text = notice.sentence if group != MATTERS and not _is_protected(notice) else _without_title(notice)
    path = reverse("notices") if group == SAFETY or not notice.url.startswith("/") else notice.url
    return Line(text, server.site_url + path)


def label_of(name: str) -> str:
    notice = registry.notices().get(name)
    return str(notice.label) if notice else name


def _is_protected(notice: Notification) -> bool:
    return notice.about is not None and notice.about.audience not in OPEN


def _without_title(notice: Notification) -> str:
    said = registry.notices().get(notice.notice)
    if said is None:
        return _("There is something new for you.")
    return notice.words("") if str(said.sentence).rstrip().endswith("%(title)s") else str(said.label)


def may_still_see(person: Person, notice: Notification) -> bool:
    return notice.about is None or may_see(person, notice.about)
