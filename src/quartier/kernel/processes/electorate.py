"""Who decides: fixed as the first step opens, so that nobody can pack a vote with new accounts."""

from __future__ import annotations

import secrets
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from quartier.kernel.people.ages import YOUNG_UNDER, years_before
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.processes.drawing import drawn, lot, ticket_of
from quartier.kernel.processes.events import note
from quartier.kernel.processes.models import Draw, Elector, Process, Who

BATCH = 2000


def eligible(process: Process) -> QuerySet[Person]:
    """Who may take part as things are now."""
    standings = [Standing.MEMBER, Standing.GUEST] if process.who == Who.PUBLIC else [Standing.MEMBER]
    people = Person.objects.filter(standing__in=standings)
    if process.who == Who.YOUNG:
        people = people.filter(birth_date__gt=years_before(timezone.localdate(), YOUNG_UNDER))
    if process.who == Who.GROUP:
        people = people.filter(memberships__group=process.group_id, memberships__is_accepted=True)
    if process.who == Who.ORGANISATION:
        people = people.filter(organisation_memberships__organisation=process.organisation_id)
    return people.filter(_of_age(process, timezone.localdate())).order_by("pk").distinct()


def freeze(process: Process) -> None:
    """Within the transaction that opens the first step."""
    if process.frozen is not None:
        return
    numbers = list(eligible(process).values_list("pk", flat=True))
    process.candidates = len(numbers)
    if process.who == Who.SAMPLE:
        numbers = _draw(process, numbers)
    for start in range(0, len(numbers), BATCH):
        Elector.objects.bulk_create(
            Elector(process=process, person_id=number) for number in numbers[start : start + BATCH]
        )
    process.frozen, process.electors_count = timezone.now(), len(numbers)
    process.save(update_fields=["frozen", "electors_count", "candidates", "last_lot", "changed"])
    note(process, "frozen", electors=len(numbers), candidates=process.candidates)


def _draw(process: Process, numbers: list[int]) -> list[int]:
    """Whose lots come first. The list of all tickets stays: with the word behind the seal anybody draws it again."""
    key = secrets.token_hex(24)
    people = {ticket_of(key, number): number for number in numbers}
    Draw.objects.create(process=process, key=key, tickets="\n".join(sorted(people)))
    chosen = drawn(process.seed, people, process.sample_size or 0)
    process.last_lot = lot(process.seed, chosen[-1]) if chosen else ""
    return sorted(people[ticket] for ticket in chosen)


def _of_age(process: Process, today: date) -> Q:
    """Whose birthday the quarter doesn't know is in no age range."""
    found = Q()
    if process.age_from is not None:
        found &= Q(birth_date__lte=years_before(today, process.age_from))
    if process.age_to is not None:
        found &= Q(birth_date__gt=years_before(today, process.age_to + 1))
    return found
