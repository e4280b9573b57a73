"""What a decision does, and how it is undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from quartier.kernel.accounts.actions.sessions import end_sessions
from quartier.kernel.belonging.care import see_to_groups_of
from quartier.kernel.gate.actions import show_or_hide_entries
from quartier.kernel.moderation.models import ABOUT_PEOPLE, Case, Decision, Measure
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.people.models import Account, Person, Standing
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.keys import is_last_key_holder, lock_keys

FIELD = {Measure.LIMIT: "limited_until", Measure.PAUSE: "paused_until"}


def allowed_measures(case: Case) -> list[Measure]:
    """A profile can't be hidden, a group not be paused; and nobody excludes somebody who is no longer here."""
    found = [Measure.NOTHING]
    if REPORTABLES[case.what].hide and _object(case) is not None:
        found.append(Measure.HIDE)
    if case.about is not None and case.about.standing in {Standing.GUEST, Standing.MEMBER, Standing.EXCLUDED}:
        found += sorted(ABOUT_PEOPLE, key=list(Measure).index)
    return found


def apply(decision: Decision) -> dict[str, Any]:
    """Does it, and returns how it was before."""
    case, before = decision.case, _hide(decision)
    if decision.measure not in ABOUT_PEOPLE or case.about is None:
        return before
    lock_keys()
    person = Person.objects.select_for_update(no_key=True).get(pk=case.about.pk)
    if decision.measure == Measure.EXCLUDE:
        if is_last_key_holder(person):
            raise Refused(_("They hold the last key of this quarter. Somebody else must receive the keys first."))
        before["standing"] = person.standing
        _change_standing(person, Standing.EXCLUDED)
    else:
        field = FIELD[Measure(decision.measure)]
        before[field] = _as_text(getattr(person, field))
        setattr(person, field, decision.until)
        person.save(update_fields=[field])
    return before


def put_back(decision: Decision) -> None:
    """As it was before, where nobody has changed it since."""
    before, case = decision.before, decision.case
    if "hidden" in before:
        _show(case)
    if case.about_id is None:
        return
    person = Person.objects.select_for_update(no_key=True).get(pk=case.about_id)
    if "standing" in before and person.standing == Standing.EXCLUDED:
        _change_standing(person, Standing(before["standing"]))
    for field in FIELD.values():
        if field in before and getattr(person, field) == decision.until:
            setattr(person, field, parse_datetime(before[field]) if before[field] else None)
            person.save(update_fields=[field])


def hide_for_now(case: Case) -> bool:
    """Until it is decided. Says whether there was something to hide."""
    reportable, obj = REPORTABLES[case.what], _object(case)
    if reportable.hide is None or obj is None or reportable.is_hidden(obj):
        return False
    reportable.hide(obj, timezone.now())
    return True


def show_again(case: Case) -> None:
    _show(case)


def _hide(decision: Decision) -> dict[str, Any]:
    case = decision.case
    was_shown = case.held is not None
    if decision.measure == Measure.NOTHING:
        if case.held:
            _show(case)
        return {}
    if hide_for_now(case) or was_shown:
        return {"hidden": True}
    return {}


def _show(case: Case) -> None:
    reportable, obj = REPORTABLES[case.what], _object(case)
    if reportable.hide is not None and obj is not None and reportable.is_hidden(obj):
        reportable.hide(obj, None)


def _object(case: Case) -> Any:
    return REPORTABLES[case.what].any(case.object_id)


def _change_standing(person: Person, standing: Standing) -> None:
    person.standing = standing
    person.save(update_fields=["standing"])
    show_or_hide_entries(person)
    see_to_groups_of(person)
    account = Account.objects.filter(person=person).first()
    if account is not None and standing == Standing.EXCLUDED:
        end_sessions(account)


def _as_text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
