"""One person, one confirmed account: who here might be the same person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.search import holds

MOST = 10


@dataclass(frozen=True)
class Twin:
    """Somebody of the same name. `is_sure`: born on the same day too, or living in the same house."""

    person: Person
    is_sure: bool


def twins_of(person: Person) -> list[Twin]:
    """Everybody of this name who was or is here; not those who are known to be born on another day."""
    found = Person.objects.exclude(pk=person.pk).exclude(standing=Standing.DIED).select_related("address")
    for word in person.full_name.split()[:8]:  # enough to find them; what is found is compared as a whole
        found = found.filter(holds(word))
    name = person.full_name.casefold()
    same = [other for other in found[: 5 * MOST] if other.full_name.casefold() == name and not _differ(person, other)]
    return [Twin(other, _is_sure(person, other)) for other in same][:MOST]


def has_sure_twin(person: Person) -> bool:
    """Somebody is confirmed already who is surely the same, or was excluded: a second account is no way back."""
    settled = {Standing.MEMBER, Standing.EXCLUDED}
    return any(twin.is_sure and twin.person.standing in settled for twin in twins_of(person))


def names_met_twice(people: Collection[Person]) -> set[int]:
    """Of these people those whose name somebody else has too, in one query: enough for a hint in a list."""
    families = {person.family_name for person in people}
    others = Person.objects.filter(family_name__in=families).exclude(standing=Standing.DIED)
    met: dict[str, int] = {}
    for given, family in others.values_list("given_name", "family_name"):
        name = f"{given} {family}".casefold().strip()
        met[name] = met.get(name, 0) + 1
    return {person.pk for person in people if met.get(person.full_name.casefold(), 0) > 1}


def _differ(one: Person, other: Person) -> bool:
    return bool(one.birth_date and other.birth_date and one.birth_date != other.birth_date)


def _is_sure(one: Person, other: Person) -> bool:
    if one.birth_date and one.birth_date == other.birth_date:
        return True
    return bool(one.address and other.address and one.address.household == other.address.household)
