"""Finding the neighbour on the telephone among those who may take part."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from quartier.kernel.people.models import Person, Standing
from quartier.kernel.processes.models import Step
from quartier.kernel.refusals import Refused


def elector_named(name: str, step: Step) -> Person:
    """The one person of this full name who may take part. Of two of one name nobody guesses which."""
    given, _space, family = " ".join(name.split()).rpartition(" ")
    whole = Q(given_name__iexact=given, family_name__iexact=family) | Q(given_name__iexact=family, family_name="")
    known = Person.objects.filter(whole, standing__in=(Standing.MEMBER, Standing.GUEST))
    if not step.is_for_all:
        known = known.filter(pk__in=step.process.electors.values("person"))
    found = list(known[:2]) if name.strip() else []
    if not found:
        raise Refused(_("Nobody of this name may take part in this."), field="name")
    if len(found) > 1:
        raise Refused(
            _("Two people of this name may take part. Let them vote on paper, or by themselves."), field="name"
        )
    return found[0]
