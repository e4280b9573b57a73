"""Who may help whom back in at the desk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import powers_of, require
from quartier.kernel.terms.account import RECOVER


def require_may_help(by: Actor, person: Person) -> None:
    """Refuses unless `by` holds the power, and everything that `person` may do they may do too.

    Otherwise the desk could make itself a card for a key holder, and the power to help would be the power to do all.
    """
    require(Actor(by.person), RECOVER)
    if by.person.pk != person.pk and not powers_of(person) <= powers_of(by.person):
        raise Refused(
            _("%(name)s may do more here than you. Please ask a key holder to help.") % {"name": person.full_name}
        )
