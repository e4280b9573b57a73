"""Who came through whom, and undoing it: a voucher is answerable."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from quartier.kernel.gate.actions import locked, make_guest, require_other_person, withdraw_confirmation
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.confirmations import Confirmation, Surety
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.roles.keys import lock_keys
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.residence import CONFIRM


@dataclass(frozen=True)
class Through:
    """`person` is a neighbour because `via` vouched for them; `step` 2 and more: through somebody in between."""

    person: Person
    via: Person
    step: int
    stands_alone: bool  # something else confirms them as well


def came_through(voucher: Person) -> list[Through]:
    """Everybody who is a neighbour through this one's word, and through theirs, and so on; nearest first."""
    found: dict[int, Through] = {}
    frontier, step = [voucher], 1
    while frontier:
        rows = Surety.objects.filter(
            voucher__in=frontier,
            confirmation__withdrawn=None,
            confirmation__is_current=True,
            person__standing=Standing.MEMBER,
        ).select_related("person", "voucher")
        new = {row.person_id: row for row in rows if row.person_id not in found and row.person_id != voucher.pk}
        confirmed_otherwise = set(
            Confirmation.objects.filter(person__in=new, withdrawn=None, is_current=True)
            .exclude(pk__in=[row.confirmation_id for row in new.values() if row.confirmation_id])
            .values_list("person_id", flat=True)
        )
        for row in new.values():
            if row.voucher is not None:
                found[row.person_id] = Through(row.person, row.voucher, step, row.person_id in confirmed_otherwise)
        frontier = [row.person for row in new.values()]
        step += 1
    return list(found.values())


@transaction.atomic
def withdraw_together(person: Person, others: Collection[int], *, by: Actor) -> list[Person]:
    """Makes a neighbour a guest again, and of those who came through them the ones that were chosen. All or nobody."""
    require(by, CONFIRM)
    require_other_person(person, by)
    lock_keys()  # first of all, as everywhere: then two who undo chains that overlap don't wait for one another
    chosen = [through.person for through in came_through(person) if through.person.pk in set(others)]
    withdrawn = [one for one in [person, *chosen] if _withdraw(one, by)]
    # What they said for guests counts no more, also if they come back some day.
    Surety.objects.filter(voucher__in=[person, *chosen], confirmation=None, ended=None).update(ended=timezone.now())
    return withdrawn


def _withdraw(person: Person, by: Actor) -> bool:
    person = locked(person)
    if not person.is_member:
        return False
    for confirmation in person.confirmations.filter(withdrawn=None, is_current=True):
        withdraw_confirmation(confirmation, by=by)
    person.refresh_from_db()
    if person.is_member:  # nobody ever wrote down who confirmed them
        require_other_person(person, by)
        make_guest(person, by=by)
    return True
