"""What a decision does, and how it is undone."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
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
        _restrict(person, decision.measure, [decision, *in_force(case, about=case.about)])
    return before


def put_back(decision: Decision) -> None:
    """As it was before, as far as nothing else that was decided asks for the same."""
    case, measure = decision.case, decision.measure
    if "hidden" in decision.before and not _left_to(decision, "hidden", what=case.what, object_id=case.object_id):
        _show(case)
    if case.about_id is None or measure not in ABOUT_PEOPLE:
        return
    person = Person.objects.select_for_update(no_key=True).get(pk=case.about_id)
    if measure != Measure.EXCLUDE:
        _restrict(person, measure, in_force(case, about=person))
    elif not _left_to(decision, "standing", about=person) and person.standing == Standing.EXCLUDED:
        _change_standing(person, Standing(decision.before["standing"]))


def in_force(case: Case, **others: Any) -> list[Decision]:
    """What was decided in other cases and holds: of each the last decision, the first first."""
    found = Decision.objects.filter(case__in=Case.objects.filter(**others).exclude(pk=case.pk)).order_by("level", "pk")
    return sorted({one.case_id: one for one in found}.values(), key=lambda one: one.pk)


def _left_to(decision: Decision, key: str, **others: Any) -> bool:
    """Whether a later decision asked for the same: then it holds on for that, which remembers now how it was before."""
    for one in in_force(decision.case, **others):
        if one.pk > decision.pk and (one.measure == decision.measure or key == "hidden") and one.measure != "nothing":
            one.before[key] = decision.before[key]
            one.save(update_fields=["before"])
            return True
    return False


def _restrict(person: Person, measure: str, decisions: list[Decision]) -> None:
    """Until the last of these; a milder decision about something else shortens nothing."""
    field = FIELD[Measure(measure)]
    setattr(person, field, max((one.until for one in decisions if one.measure == measure and one.until), default=None))
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
