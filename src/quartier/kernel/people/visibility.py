"""Who sees which part of a profile. The only place that decides it."""

from __future__ import annotations

from quartier.kernel.people.models import Person, Standing, Visibility

FIELDS = {
    "languages": Visibility.MEMBERS,
    "about": Visibility.MEMBERS,
    "phone": Visibility.NOBODY,
    "address": Visibility.NOBODY,
}
"""The fields that a profile shows, and who sees them until their owner says otherwise."""

NEVER_PUBLIC = frozenset({"address"})
GONE = frozenset({Standing.LEFT, Standing.DIED, Standing.EXCLUDED})


def visibility_of(person: Person, field: str) -> Visibility:
    """What counts now: nothing about somebody under 18 is public, nor is where somebody lives."""
    chosen = Visibility(person.visibility.get(field, FIELDS[field]))
    allowed = choices_for(person, field)
    return chosen if chosen in allowed else allowed[-1]


def choices_for(person: Person, field: str) -> list[Visibility]:
    """What may be chosen, the widest last."""
    if person.is_minor and field == "phone":
        return [Visibility.NOBODY]
    if person.is_minor or field in NEVER_PUBLIC:
        return [Visibility.NOBODY, Visibility.MEMBERS]
    return list(Visibility)


def may_see_field(viewer: Person | None, person: Person, field: str) -> bool:
    if viewer is not None and viewer.pk == person.pk:
        return True
    if person.standing in GONE:
        return False
    match visibility_of(person, field):
        case Visibility.PUBLIC:
            return True
        case Visibility.MEMBERS:
            return viewer is not None and viewer.is_member
    return False


def may_see_profile(viewer: Person | None, person: Person) -> bool:
    """Neighbours see neighbours; everybody else only those who show something to everybody."""
    if viewer is not None and (viewer.pk == person.pk or viewer.is_member):
        return True
    return person.is_member and any(getattr(person, field, None) for field in FIELDS if _is_public(person, field))


def name_for(viewer: Person | None, person: Person) -> str:
    """The full name for neighbours, an initial for everybody else; "Ayşe K."."""
    if viewer is not None and (viewer.pk == person.pk or (viewer.is_member and person.standing != Standing.GUEST)):
        return person.full_name
    return person.short_name


def _is_public(person: Person, field: str) -> bool:
    return visibility_of(person, field) == Visibility.PUBLIC
