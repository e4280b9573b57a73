"""Everybody who may open an address, and who of them should succeed."""

from __future__ import annotations

from dataclasses import dataclass

from quartier.api.testing.people import guest, holder_of, key_holder, moderator, neighbour, take_from_everybody
from quartier.kernel.contract import Access, Audience, Card, Example, Power
from quartier.kernel.people.models import Person
from quartier.kernel.quarter.models import Quarter, forget_quarter
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.young import YOUNG_CARE

Viewers = dict[str, Person | None]


@dataclass(frozen=True)
class Cast:
    """A quarter that is set up, and its people. `owner` is whose object it is; `other` is a neighbour like them."""

    guest: Person
    owner: Person
    other: Person
    moderator: Person
    key_holder: Person

    @classmethod
    def gather(cls) -> Cast:
        Quarter.objects.update_or_create(pk=1, defaults={"name": "Musterviertel", "is_set_up": True})
        forget_quarter()
        return cls(guest(), neighbour(), neighbour("Jonas", "Weber"), moderator(), key_holder())

    @property
    def viewers(self) -> Viewers:
        return {
            "stranger": None,
            "guest": self.guest,
            "owner": self.owner,
            "other": self.other,
            "moderator": self.moderator,
            "key holder": self.key_holder,
        }

    def viewers_of(self, power: Power | None) -> Viewers:
        """With a power: only key holders and somebody whose own role grants it still hold it."""
        if power is None:
            return self.viewers
        take_from_everybody(power)
        return {**self.viewers, "power holder": holder_of(power)}


def may_open(example: Example, role: str, person: Person | None) -> bool:
    """What the example's `access` promises."""
    match example.access:
        case Access.ANYBODY:
            return True
        case Access.SIGNED_IN:
            return person is not None
        case Access.MEMBERS:
            return person is not None and person.is_member
        case Access.OWNER:
            return role == "owner"
        case Access.POWER:
            return role in {"power holder", "key holder"}
        case Access.PROGRAMS:
            return False


def senders(example: Example, role: str, person: Person | None) -> bool:
    """Who must succeed with the example's `post`. Of those who may, some have no reason to: nobody answers their own
    question, and nobody who is signed in registers.
    """
    match example.access:
        case Access.ANYBODY:
            return role == "stranger"
        case Access.SIGNED_IN | Access.MEMBERS:
            return may_open(example, role, person) and role != "owner"
        case _:
            return may_open(example, role, person)


def may_see(person: Person | None, card: Card) -> bool:
    """What a card's audience promises, said once more and apart from the kernel's own rule."""
    if person is None:
        return card.audience == Audience.PUBLIC
    if card.audience in {Audience.YOUNG, Audience.CHILDREN, Audience.TEENS}:
        return person.is_member and (has_power(person, YOUNG_CARE) or _is_young(person, card.audience))
    if person == card.author or person in card.parties:
        return True
    return card.audience == Audience.PUBLIC or (person.is_member and _is_meant(person, card))


def _is_meant(person: Person, card: Card) -> bool:
    match card.audience:
        case Audience.MEMBERS:
            return True
        case Audience.GROUP if card.group:
            return card.group.memberships.filter(person=person, is_accepted=True).exists()
        case Audience.ORGANISATION if card.organisation:
            return card.organisation.memberships.filter(person=person).exists()
        case Audience.CIRCLE if card.circle:
            return has_power(person, card.circle)
        case Audience.MODERATORS:
            return person.roles.filter(role__in=("moderator", "key_holder")).exists()
        case _:
            return False


def _is_young(person: Person, room: Audience) -> bool:
    rooms = {Audience.YOUNG: person.is_minor, Audience.CHILDREN: person.is_child}
    return rooms.get(room, person.is_minor and not person.is_child)
