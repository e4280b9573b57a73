"""The panel at work: votes, the majority, and what happens when somebody stays silent."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.moderation import decisions
from quartier.kernel.moderation.drawing import PATIENCE, ask, may_sit, next_of
from quartier.kernel.moderation.models import LASTING, RUNNING, By, Case, Decision, Measure
from quartier.kernel.moderation.panel_models import Left, Panel, Seat, Willing
from quartier.kernel.moderation.reports import tell_moderators
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.moderation import CASE_LEFT_OVER

ORDER = list(Measure)


@transaction.atomic
def be_willing(*, by: Actor, willing: bool) -> None:
    """Somebody may be drawn, or no longer; where they sit already they stay."""
    if not by.subject.is_member:
        raise Refused(_("You can do this as soon as somebody has confirmed that you live here."))
    if by.subject.is_minor:
        raise Refused(_("Who decides about others must be 18 or older."))
    if willing:
        Willing.objects.get_or_create(person=by.subject)
    else:
        Willing.objects.filter(person=by.subject).delete()


@transaction.atomic
def vote(seat: Seat, *, by: Actor, measure: str, days: int | None, rule: str, reasons: str) -> Decision | None:
    """Until it is decided the vote may be changed. Returns the decision, if this vote made it."""
    seat, case = _own(seat, by)
    if not may_sit(case, by.person):
        raise Refused(_("You can't decide about this any more. Somebody else is asked."))
    decisions.check_vote(case, measure, days, rule, reasons)
    seat.measure, seat.days, seat.rule = measure, days if measure in LASTING else None, rule
    seat.reasons, seat.voted = reasons.strip(), timezone.now()
    seat.save()
    return _decide_if_clear(seat.panel, case)


@transaction.atomic
def let_off(seat: Seat, *, by: Actor) -> None:
    """Somebody can't or doesn't want to: nobody asks why, and the next one is drawn."""
    seat, _case = _own(seat, by)
    if seat.voted is None:
        _replace(seat, Left.UNABLE)


def look_after_panels(now: datetime) -> None:
    """A job: asks the next where somebody is silent or gone, and decides or hands over when the time is up."""
    for panel in Panel.objects.filter(given_up=None, case__state__in=RUNNING).select_related("case"):
        if panel.level == panel.case.level:
            look_after(panel, now)


@transaction.atomic
def look_after(panel: Panel, now: datetime) -> None:
    case = decisions.lock(panel.case)
    if not case.is_running:
        return
    for seat in panel.seats.filter(left=None).select_related("person"):
        if seat.person is None or not may_sit(case, seat.person):
            _replace(seat, Left.GONE)
        elif seat.voted is None and seat.asked <= now - PATIENCE:
            _replace(seat, Left.SILENT)
    panel.refresh_from_db()
    if panel.given_up is None and not _decide_if_clear(panel, case) and panel.due <= now:
        _give_up(panel)


def sitting(panel: Panel) -> list[Seat]:
    return list(panel.seats.filter(left=None).select_related("person"))


def outcome(votes: list[tuple[str, int | None]], size: int) -> tuple[Measure, int | None] | None:
    """What more than half want; have all spoken and no half agrees, the middle: a majority wants at least as much, and a
    majority at most as much.
    """
    wanted = Counter(measure for measure, _days in votes)
    most, count = wanted.most_common(1)[0] if wanted else ("", 0)
    if count * 2 <= size:
        if len(votes) < size:
            return None
        most = sorted((measure for measure, _days in votes), key=lambda one: ORDER.index(Measure(one)))[len(votes) // 2]
    days = sorted(days for measure, days in votes if measure == most and days)
    return Measure(most), days[(len(days) - 1) // 2] if days else None


def _decide_if_clear(panel: Panel, case: Case) -> Decision | None:
    voted = [seat for seat in sitting(panel) if seat.voted]
    found = outcome([(seat.measure, seat.days) for seat in voted], panel.size)
    if found is None:
        return None
    measure, days = found
    agreeing = [seat for seat in voted if seat.measure == measure]
    rule = Counter(seat.rule for seat in agreeing).most_common(1)[0][0]
    reasons = "\n\n".join(dict.fromkeys(seat.reasons for seat in agreeing))
    return decisions.decide(case, measure, days, rule, reasons, by=By.PANEL)


def _own(seat: Seat, by: Actor) -> tuple[Seat, Case]:
    """The case is locked: one after the other, so that two who leave at once don't get the same neighbour in their place."""
    case = decisions.lock(seat.panel.case)
    found = Seat.objects.select_related("panel__case").get(pk=seat.pk)
    if not case.is_running or case.level != found.panel.level:
        raise Refused(_("This is decided already."))
    if found.person_id != by.person.pk or found.left or by.for_person:
        raise Refused(_("You aren't on this panel any more."))
    return found, case


def _replace(seat: Seat, why: Left) -> None:
    seat.left, seat.why_left = timezone.now(), why
    seat.save(update_fields=["left", "why_left"])
    number = next_of(seat.panel)
    if number is not None:
        ask(seat.panel, number)
    elif len(sitting(seat.panel)) * 2 <= seat.panel.size:
        _give_up(seat.panel)


def _give_up(panel: Panel) -> None:
    """Too few are left, or the time is up without a majority: moderators decide, and the decision says so."""
    Panel.objects.filter(pk=panel.pk, given_up=None).update(given_up=timezone.now())
    panel.seats.filter(left=None, voted=None).update(left=timezone.now(), why_left=Left.SILENT)
    tell_moderators(panel.case, CASE_LEFT_OVER)
