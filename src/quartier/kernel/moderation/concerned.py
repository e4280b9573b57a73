"""Nobody judges their own case: who has to do with one, and so decides nothing about it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from quartier.kernel.belonging.rules import holders_of
from quartier.kernel.moderation.models import Case
from quartier.kernel.moderation.panel_models import Seat
from quartier.kernel.people.blocks import Block
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.moderation import MODERATE


def sides_of(case: Case) -> set[int]:
    """Whom it is about, who reported it, and who else answers for it or was there."""
    reporters = {made.reporter_id for made in case.reports.all()}
    return {pk for pk in (case.about_id, *case.others, *reporters) if pk is not None}


def concerned_in(case: Case) -> set[int]:
    """The sides and who is close to them: guardians and wards, who lives at the same address, who blocks one of them.

    Whom *they* block isn't: otherwise somebody blocks all moderators, and nobody is left to decide about them.
    """
    sides = sides_of(case)
    return _close_to(sides) | set(Block.objects.filter(blocked__in=sides).values_list("blocker", flat=True))


def uneasy_in(case: Case) -> set[int]:
    """Who may decide, but isn't drawn as long as there are others: whom one of the sides blocks, or asks as a guardian."""
    sides = sides_of(case)
    asked = Guardianship.objects.filter(child__in=sides, ended=None).values_list("guardian", flat=True)
    return {*Block.objects.filter(blocker__in=sides).values_list("blocked", flat=True), *asked}


def is_concerned(case: Case, person: Person) -> bool:
    return person.pk in concerned_in(case)


def not_concerning(person: Person, cases: QuerySet[Case]) -> list[Case]:
    """Those with which they have nothing to do: of the others they don't even learn that there are any."""
    blocked = Block.objects.filter(blocker=person).values_list("blocked", flat=True)
    near = _close_to({person.pk}) | set(blocked)
    return [case for case in cases.select_related("about").prefetch_related("reports") if not sides_of(case) & near]


def must_not_be_concerned(case: Case, person: Person) -> None:
    if is_concerned(case, person):
        raise Refused(_("You have to do with this yourself, so others decide about it."))


def deciders_of(case: Case) -> set[int]:
    """Who has decided about it before: a complaint goes to others."""
    sat = Seat.objects.filter(panel__case=case, panel__level=1, person__isnull=False)
    alone = case.decisions.filter(decided_by__isnull=False).values_list("decided_by", flat=True)
    return {*sat.values_list("person", flat=True), *alone, *([case.held_by_id] if case.held_by_id else [])}


def who_may_decide(case: Case, people: Iterable[Person]) -> list[Person]:
    """Those of them who are neighbours, have nothing to do with it, and haven't decided about it before."""
    out = concerned_in(case) | (deciders_of(case) if case.level > 1 else set())
    return [person for person in people if person.is_member and person.pk not in out]


def may_decide(case: Case, person: Person) -> bool:
    return bool(who_may_decide(case, [person]))


def moderators_for(case: Case) -> list[Person]:
    """Those of the moderators who may decide about it."""
    return who_may_decide(case, holders_of(MODERATE))


def _close_to(people: set[int]) -> set[int]:
    """They themselves, their guardians and wards, and who lives at the same address."""
    pairs = Guardianship.objects.filter(Q(child__in=people) | Q(guardian__in=people), since__isnull=False, ended=None)
    families = {pk for pair in pairs.values_list("child", "guardian") for pk in pair}
    addresses = Person.objects.filter(pk__in=people, address__isnull=False).values("address")
    return people | families | set(Person.objects.filter(address__in=addresses).values_list("pk", flat=True))
