"""Deciding: what happens, why, and who is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.moderation import effects
from quartier.kernel.moderation.concerned import may_decide, must_not_be_concerned
from quartier.kernel.moderation.house_rules import BY_KEY, current_version
from quartier.kernel.moderation.log_models import LogLine
from quartier.kernel.moderation.models import LASTING, By, Case, Decision, Measure, Side, State, Statement
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.moderation import CASE_DECIDED, MODERATE

COMPLAIN_FOR = timedelta(days=183)  # six months
DAYS = (3, 7, 14, 30, 90)
MOST_LETTERS = 4000


@transaction.atomic
def hold(case: Case, *, by: Actor) -> None:
    """A moderator hides it until it is decided: for what can't wait."""
    case = _for_moderators(case, by)
    if case.held:
        return
    if not effects.hide_for_now(case):
        raise Refused(_("There is nothing to hide: it is gone, hidden already, or a profile."))
    case.held, case.held_by = timezone.now(), by.person
    case.save(update_fields=["held", "held_by"])


@transaction.atomic
def release(case: Case, *, by: Actor) -> None:
    case = _for_moderators(case, by)
    if case.held:
        effects.show_again(case)
        case.held = None
        case.save(update_fields=["held"])


@transaction.atomic
def decide_alone(case: Case, *, by: Actor, measure: str, days: int | None, rule: str, reasons: str) -> Decision:
    """A moderator, where there are too few neighbours for a panel."""
    case = _for_moderators(case, by)
    if not decided_by_moderators(case):
        raise Refused(_("A panel of neighbours decides about this. You can hide it until then."))
    if not may_decide(case, by.person):
        raise Refused(_("You have decided about this before. After a complaint others decide."))
    check_vote(case, measure, days, rule, reasons)
    return decide(case, measure, days, rule, reasons, by=By.MODERATORS, decided_by=by.person)


def decided_by_moderators(case: Case) -> bool:
    panel = case.panels.filter(level=case.level).first()
    return panel is None or panel.given_up is not None


def check_vote(case: Case, measure: str, days: int | None, rule: str, reasons: str) -> None:
    if measure not in effects.allowed_measures(case):
        raise Refused(_("This can't be decided here."), field="measure")
    if measure in LASTING and days not in DAYS:
        raise Refused(_("Please say for how long."), field="days")
    if rule not in BY_KEY:
        raise Refused(_("Please choose the rule."), field="rule")
    if not reasons.strip():
        raise Refused(_("Please write why. Both sides read it."), field="reasons")
    if len(reasons) > MOST_LETTERS:
        raise Refused(
            _("That is very long. Please shorten it to %(most)d letters.") % {"most": MOST_LETTERS}, field="reasons"
        )


def decide(
    case: Case, measure: str, days: int | None, rule: str, reasons: str, *, by: By, decided_by: Person | None = None
) -> Decision:
    """The case is locked. After a complaint the first decision is put back before the second one counts."""
    now, level = timezone.now(), case.level
    first = case.decisions.filter(level=1).first() if level == 2 else None
    if first:
        effects.put_back(first)
    decision = Decision(
        case=case, level=level, measure=measure, rule=rule, rules_version=current_version(), by=by, decided_by=decided_by,
        reasons=reasons.replace("\x00", "").replace("\r\n", "\n").strip(),
        until=now + timedelta(days=days) if measure in LASTING and days else None,
        at=now,
    )  # fmt: skip
    decision.before = effects.apply(decision)
    decision.save()
    asked = case.complaints.earliest("at").at if first else case.opened
    was_changed = first is not None and (first.measure, _length(first)) != (measure, _length(decision))
    LogLine.objects.create(
        month=timezone.localdate(now).replace(day=1), what=case.what, rule=rule, measure=measure, by=by, days=(now - asked).days,
        after_complaint=level == 2, was_changed=was_changed,
    )  # fmt: skip
    case.state, case.closed, case.open_key, case.held = _closed(level), now, None, None
    case.save(update_fields=["state", "closed", "open_key", "held"])
    _tell_both_sides(decision)
    return decision


def may_complain_until(decision: Decision) -> datetime:
    return decision.at + COMPLAIN_FOR


def _closed(level: int) -> State:
    return State.DECIDED if level == 1 else State.FINAL


def _length(decision: Decision) -> int:
    return (decision.until - decision.at).days if decision.until else 0


def _tell_both_sides(decision: Decision) -> None:
    """Each gets a page with the reasons. Somebody without an account reads them at the address that their report gave them."""
    case = decision.case
    sides: dict[Person, Side] = {}
    for made in case.reports.filter(reporter__isnull=False).select_related("reporter"):
        if made.reporter:
            sides[made.reporter] = Side.REPORTED
    for person in answering(case):
        sides[person] = Side.ABOUT
    for person, side in sides.items():
        if side == Side.ABOUT and decision.measure == Measure.NOTHING and not _knows(case):
            continue  # nothing happened to them, and they never knew that somebody reported it
        statement = Statement.objects.create(decision=decision, person=person, side=side)
        tell([person], CASE_DECIDED, url=statement.url, once=f"decision:{decision.pk}")


def answering(case: Case) -> list[Person]:
    """Who wrote it, or looks after the group or organisation."""
    if case.about is not None:
        return [case.about]
    return list(Person.objects.filter(pk__in=case.others)) if case.what != "message" else []


def _knows(case: Case) -> bool:
    """They have seen it hidden, or were told of the first decision."""
    told = Statement.objects.filter(decision__case=case, side=Side.ABOUT)
    return case.held_by_id is not None or told.exists()


def lock(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("about").get(pk=case.pk)


def _for_moderators(case: Case, by: Actor) -> Case:
    require(by, MODERATE)
    case = lock(case)
    must_not_be_concerned(case, by.person)
    if not case.is_running:
        raise Refused(_("This is decided already."))
    return case
