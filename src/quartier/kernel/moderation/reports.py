"""Reporting: anybody who sees a thing may say that something is wrong with it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.belonging.rules import holders_of
from quartier.kernel.contract import Notice
from quartier.kernel.moderation.concerned import concerned_in
from quartier.kernel.moderation.drawing import draw_panel
from quartier.kernel.moderation.effects import hide_for_now
from quartier.kernel.moderation.evidence import keep_evidence
from quartier.kernel.moderation.house_rules import BY_KEY, URGENT
from quartier.kernel.moderation.models import Case, Report
from quartier.kernel.moderation.reportable import REPORTABLES, Thing
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.moderation import CASE_OPENED, MODERATE

MOST_LETTERS = 2000


@transaction.atomic
def report(
    what: str,
    obj: Any,
    *,
    rule: str,
    by: Actor | None,
    text: str = "",
    name: str = "",
    email: str = "",
    at_once: bool = False,
) -> Report:
    """The caller has looked whether `by` may see it. The same person and the same thing: one report, which says more now.

    `at_once`: a moderator also hides it until others have decided.
    """
    if rule not in BY_KEY:
        raise Refused(_("Please choose what is wrong."), field="rule")
    thing = REPORTABLES[what].look(obj)
    reporter = by.subject if by else None
    if reporter is not None and thing.author is not None and thing.author.pk == reporter.pk:
        raise Refused(_("This is your own. You can change or delete it yourself."))
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()[:MOST_LETTERS]
    case, is_new = _case_of(what, obj, thing, rule)
    keep_evidence(case, thing)
    said = {"rule": rule, "text": text, "name": name[:80], "email": email}
    made = _write(case, reporter, said)
    if rule in URGENT and not case.is_urgent:
        Case.objects.filter(pk=case.pk).update(is_urgent=True)
    if at_once and by:
        _hide_at_once(case, by)
    if is_new:
        draw_panel(case)
        tell_moderators(case, CASE_OPENED)
    return made


def _hide_at_once(case: Case, by: Actor) -> None:
    require(by, MODERATE)
    if case.held is None and hide_for_now(case):
        case.held, case.held_by = timezone.now(), by.person
        case.save(update_fields=["held", "held_by"])


def tell_moderators(case: Case, notice: Notice) -> None:
    """All who are not concerned."""
    concerned = concerned_in(case)
    people = [person for person in holders_of(MODERATE) if person.pk not in concerned]
    tell(people, notice, url=case.url, once=f"{case.pk}:{case.level}")


def _case_of(what: str, obj: Any, thing: Thing, rule: str) -> tuple[Case, bool]:
    """Locked: a report that comes while it is being decided opens another."""
    case, is_new = Case.objects.select_for_update(of=("self",)).get_or_create(
        open_key=f"{what}:{obj.pk}",
        defaults={
            "what": what,
            "object_id": obj.pk,
            "title": "" if what == "person" else thing.title[:200],
            "about": thing.author,
            "rule": rule,
            "is_urgent": rule in URGENT,
        },
    )
    others = sorted({*case.others, *(person.pk for person in thing.concerned)})
    if others != case.others:
        case.others = others
        case.save(update_fields=["others"])
    return case, is_new


def _write(case: Case, reporter: Person | None, said: dict[str, str]) -> Report:
    if reporter is None:  # nobody is followed around: only the very same words are known to be the same report
        there = case.reports.filter(reporter=None, **said).first()
        return there or Report.objects.create(case=case, **said)
    if case.what == "person":  # of one person there is more than one thing to say: no words of before are lost
        there = case.reports.filter(reporter=reporter).first()
        before = there.text if there else ""
        said["text"] = before if said["text"] in before else f"{before}\n\n{said['text']}".strip()
    made, _is_new = Report.objects.update_or_create(case=case, reporter=reporter, defaults=said)
    return made
