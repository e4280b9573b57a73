"""A complaint: whom a decision concerns may have it looked at again, by others."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.moderation.concerned import moderators_for
from quartier.kernel.moderation.decisions import COMPLAIN_FOR, lock
from quartier.kernel.moderation.drawing import draw_panel
from quartier.kernel.moderation.models import Complaint, Decision, Report, Side, State, Statement
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.moderation import CASE_COMPLAINED

MOST_LETTERS = 4000


def may_complain(decision: Decision) -> bool:
    """Six months long, once about a case; the second decision is final."""
    return decision.level == 1 and decision.case.state in {State.DECIDED, State.COMPLAINED} and not _is_late(decision)


@transaction.atomic
def complain(statement: Statement, *, by: Actor, text: str) -> Complaint:
    if statement.person_id != by.subject.pk:
        raise Refused(_("Only those whom a decision concerns can complain about it."))
    return _complain(statement.decision, by.subject, Side(statement.side), text)


@transaction.atomic
def complain_without_account(report: Report, decision: Decision, *, text: str) -> Complaint:
    """The caller has checked the address that only whoever reported it knows."""
    if decision.case_id != report.case_id:
        raise Refused(_("This decision is about something else."))
    return _complain(decision, None, Side.REPORTED, text)


def _complain(decision: Decision, person: Person | None, side: Side, text: str) -> Complaint:
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    case = lock(decision.case)
    there = case.complaints.filter(person=person, **({} if person else {"text": text})).first()
    if there and case.is_running:
        return there
    if decision.level != 1 or case.state not in {State.DECIDED, State.COMPLAINED}:
        raise Refused(_("This has been decided for good."))
    if _is_late(decision):
        raise Refused(_("The six months in which one may complain are over."))
    if not text:
        raise Refused(_("Please write what you find wrong."), field="text")
    if len(text) > MOST_LETTERS:
        raise Refused(
            _("That is very long. Please shorten it to %(most)d letters.") % {"most": MOST_LETTERS}, field="text"
        )
    made = Complaint.objects.create(case=case, person=person, side=side, text=text)
    if case.state == State.DECIDED:
        case.state, case.closed = State.COMPLAINED, None
        case.save(update_fields=["state", "closed"])
        draw_panel(case)
        tell(moderators_for(case), CASE_COMPLAINED, url=case.url, by=person, once=f"{case.pk}:{case.level}")
    return made


def _is_late(decision: Decision) -> bool:
    return timezone.now() > decision.at + COMPLAIN_FOR
