"""Who may have to do with whom: asked wherever somebody turns to somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from quartier.kernel.contact.knowing import know_each_other
from quartier.kernel.contact.limits import must_not_press, must_not_write_to_many
from quartier.kernel.contact.models import ContactChoice, Reach
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import is_hidden
from quartier.kernel.people.guardians import guardians_of
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused

HERE = frozenset({Standing.GUEST, Standing.MEMBER})


def require_contact(
    by: Actor, other: Person, *, is_answer: bool = False, begun_elsewhere: Sequence[datetime] = ()
) -> None:
    """Refuses where `by` may not begin anything with `other`: see docs/adr/0030-contact.md.

    `is_answer`: to something that `other` wrote themselves, which invites it. `begun_elsewhere`: when they began something
    with others today of which we have no matter (chat).
    """
    person = by.subject
    if other.pk == person.pk:
        return
    must_meet(by, other)
    if know_each_other(person, other):
        return
    if not is_answer:
        _must_be_let(person, other)
        must_not_press(person, other)
    must_not_write_to_many(person, begun_elsewhere)


def must_meet(by: Actor, other: Person) -> None:
    """Both are here, and neither has blocked the other: who is blocked reads the same as of somebody who has moved away."""
    must_be_here([by.subject, other], acting=by.subject)
    if by.subject.needs_guardian and not by.subject.is_member and not guardians_of(by.subject):
        raise Refused(
            _(
                "At the moment none of your parents agrees that you take part. Ask them, or come to the desk: we help you."
            )
        )
    if is_hidden(by.subject, other):
        raise Refused(_gone())


def _must_be_let(person: Person, other: Person) -> None:
    choice = choice_of(other)
    is_alone = choice.reach == Reach.ACCOMPANIED and companion_of(other, person) is None
    if choice.reach == Reach.KNOWN or is_alone:
        raise Refused(
            _("%(name)s can be written to only by people they know. Speak to them when you meet, or ask at the desk.")
            % {"name": other.full_name}
        )


def companions_needed(people: Iterable[Person]) -> list[Person]:
    """Those who read along, because somebody of these wants it so."""
    people = list(people)
    choices = ContactChoice.objects.filter(
        person__in=people, reach=Reach.ACCOMPANIED, companion__standing=Standing.MEMBER
    ).exclude(companion__in=people)
    found: dict[int, Person] = {}
    for choice in choices.select_related("companion"):
        companion, others = choice.companion, [one for one in people if one.pk != choice.person_id]
        if companion and any(not is_hidden(other, companion) for other in others):
            found[companion.pk] = companion
    return list(found.values())


def choice_of(person: Person) -> ContactChoice:
    return ContactChoice.objects.select_related("companion").filter(person=person).first() or ContactChoice(
        person=person
    )


def companion_of(person: Person, other: Person) -> Person | None:
    """Who reads along when `other` writes to `person`."""
    choice = choice_of(person)
    companion = choice.companion if choice.reach == Reach.ACCOMPANIED else None
    if companion is None or not companion.is_member or is_hidden(other, companion):
        return None
    return companion


def must_be_here(people: Iterable[Person], *, acting: Person) -> None:
    """Nobody starts something with somebody who has left or died."""
    for person in people:
        if person.standing not in HERE:
            if person == acting:
                raise Refused(_("You have left the quarter here. Come back first; the desk helps you."))
            raise Refused(_gone())


def _gone() -> str:
    return _("This neighbour is no longer here.")


def guardians_needed(people: Iterable[Person], *, acting: Person) -> list[Person]:
    """The guardians who must take part: adults start nothing private with somebody under 18 without them.

    The refusal never says who is how old: ages are nobody else's business.
    """
    people = list(people)
    children = [person for person in people if person.is_minor]
    needed: dict[int, Person] = {}
    for child in children:
        guardians = guardians_of(child)
        strangers = [person for person in people if not person.is_minor and person not in guardians]
        if not strangers:
            continue
        if not guardians:
            raise Refused(_why_alone_is_not_enough(acting))
        needed.update({guardian.pk: guardian for guardian in guardians})
    return list(needed.values())


def _why_alone_is_not_enough(acting: Person) -> str:
    if acting.is_minor:
        return _("For this one of your parents has to be part of it. Ask them to sign up too, or come to the desk.")
    return _("You can't write to each other here alone. Ask at the desk: they help you on.")
