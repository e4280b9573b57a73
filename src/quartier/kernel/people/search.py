"""Find a neighbour by name, for those who must choose one."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from quartier.kernel.people.models import Person, Standing

MOST = 20


def find_people(
    text: str, *, standing: Standing = Standing.MEMBER, most: int | None = MOST, without: Collection[int] = ()
) -> QuerySet[Person]:
    """The people of this standing whose names hold every word of the text, at most 20. `without`: whom nobody may find."""
    found = Person.objects.filter(standing=standing)
    if without:
        found = found.exclude(pk__in=without)
    for word in text.replace("\x00", "")[:100].split():
        found = found.filter(holds(word))
    return found.order_by("given_name", "family_name", "pk")[:most]


def called(full_name: str) -> list[Person]:
    """The confirmed neighbours of exactly this name, however it is capitalised."""
    wanted = " ".join(full_name.replace("\x00", "")[:170].split())
    if not wanted:
        return []
    found = Person.objects.filter(standing=Standing.MEMBER)
    for word in wanted.split():
        found = found.filter(holds(word))
    return [person for person in found if person.full_name.casefold() == wanted.casefold()]


def spellings(word: str) -> set[str]:
    """SQLite ignores the case of A to Z alone, so "özlem" is also looked for as "Özlem"."""
    return {word} if word.isascii() else {word, word.capitalize(), word.lower()}


def holds(word: str) -> Q:
    """In either name."""
    wanted = Q()
    for spelling in spellings(word):
        wanted |= Q(given_name__icontains=spelling) | Q(family_name__icontains=spelling)
    return wanted
