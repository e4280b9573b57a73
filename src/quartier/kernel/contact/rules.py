"""Who may have to do with whom: asked wherever somebody turns to somebody else."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.blocks import is_hidden
from quartier.kernel.people.guardians import guardians_of
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused

HERE = frozenset({Standing.GUEST, Standing.MEMBER})


def require_contact(by: Actor, other: Person) -> None:
    """Refuses where `by` may not turn to `other`.

    Who is blocked reads what they would read of somebody who has moved away.
    """
    if other.pk == by.subject.pk:
        return
    must_be_here([by.subject, other], acting=by.subject)
    if is_hidden(by.subject, other):
        raise Refused(_gone())


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
