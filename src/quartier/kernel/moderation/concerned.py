"""Nobody judges their own case: who has to do with one, and so decides nothing about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from quartier.kernel.belonging.rules import holders_of
from quartier.kernel.moderation.models import Case
from quartier.kernel.moderation.panel_models import Seat
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.people.blocks import Block
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.moderation import MODERATE


def concerned_in(case: Case) -> set[int]:
    """Whom it is about, who reported it, and those close to them: guardians and wards, and who lives at the same address."""
    known: set[int] | None = getattr(case, "_concerned", None)
    if known is None:
        sides = _sides(case)
        known = case._concerned = sides | _families(sides) | _households(sides) | _blocked(sides)  # type: ignore[attr-defined]
    return known


def is_concerned(case: Case, person: Person) -> bool:
    return person.pk in concerned_in(case)


def must_not_be_concerned(case: Case, person: Person) -> None:
    if is_concerned(case, person):
        raise Refused(_("You have to do with this yourself, so others decide about it."))


def deciders_of(case: Case) -> set[int]:
    """Who has decided about it before: a complaint goes to others."""
    sat = Seat.objects.filter(panel__case=case, panel__level=1, person__isnull=False)
    alone = case.decisions.filter(decided_by__isnull=False).values_list("decided_by", flat=True)
    return {*sat.values_list("person", flat=True), *alone, *([case.held_by_id] if case.held_by_id else [])}


def may_decide(case: Case, person: Person) -> bool:
    if not person.is_member or is_concerned(case, person):
        return False
    return case.level == 1 or person.pk not in deciders_of(case)


def moderators_for(case: Case) -> list[Person]:
    """Those of the moderators who may decide about it."""
    return [person for person in holders_of(MODERATE) if may_decide(case, person)]


def _sides(case: Case) -> set[int]:
    sides: set[int] = set(case.reports.filter(reporter__isnull=False).values_list("reporter", flat=True))
    if case.about_id:
        sides.add(case.about_id)
    reportable = REPORTABLES[case.what]
    obj: Any = reportable.any(case.object_id)
    if obj is not None:
        sides |= {person.pk for person in reportable.look(obj).concerned}
    return sides


def _families(people: Iterable[int]) -> set[int]:
    close: set[int] = set()
    for child, guardian in Guardianship.objects.filter(ended__isnull=True).values_list("child", "guardian"):
        if child in people or guardian in people:
            close |= {child, guardian}
    return close


def _households(people: Iterable[int]) -> set[int]:
    addresses = Person.objects.filter(pk__in=people, address__isnull=False).values("address")
    return set(Person.objects.filter(address__in=addresses).values_list("pk", flat=True))


def _blocked(people: set[int]) -> set[int]:
    """Who wants nothing to do with one of them, or the other way round."""
    pairs = Block.objects.filter(Q(blocker__in=people) | Q(blocked__in=people)).values_list("blocker", "blocked")
    return {pk for pair in pairs for pk in pair}
