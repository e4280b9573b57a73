"""What somebody who acts for another person may touch. Asked low down, so that nothing above has to remember it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused


def hand_of(by: Actor | None) -> Person | None:
    """Who writes it down, where that is somebody else than whose words they are: what `written_by` keeps."""
    return by.person if by is not None and by.for_person is not None else None


def may_touch(person: Person | None, area: str) -> bool:
    """Of somebody for whom another acts, only the areas of their consent may be touched; of oneself everything.

    `area`: "matters", "groups" or the slug of a module; of a longer name ("help.offer") what stands before the dot.
    """
    return person is None or person.within is None or area.partition(".")[0] in person.within


def require_within(by: Actor, area: str) -> None:
    """Refuses to somebody who acts for another and may not do this for them."""
    if by.for_person is not None and not may_touch(by.for_person, area):
        raise Refused(_("%(name)s has not agreed that you do this for them.") % {"name": by.for_person.full_name})


def require_own_name(by: Actor) -> None:
    """For what nobody ever does for somebody else, whatever was agreed."""
    if by.for_person is not None:
        raise Refused(_("Everybody does this for themselves alone. Stop acting for somebody else first."))
