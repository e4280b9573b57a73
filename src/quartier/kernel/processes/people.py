"""Who has to do with a process: those who look after it, those who took part."""

from __future__ import annotations

from quartier.kernel.contract import Power
from quartier.kernel.groups.models import Organisation
from quartier.kernel.groups.queries import moderators_of
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.restrictions import is_paused
from quartier.kernel.processes.models import Participation, Process
from quartier.kernel.roles.models import RolePower
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.process import START_PROCESS
from quartier.kernel.terms.young import YOUNG_CARE


def participants(process: Process) -> list[Person]:
    """Everybody who took part in any step: they hear what comes of it."""
    return list(Person.objects.filter(pk__in=Participation.objects.filter(step__process=process).values("person")))


def organisers_of(process: Process) -> list[Person]:
    """Those of the group, the organisation or the quarter who can look after it now."""
    if process.group is not None:
        return moderators_of(process.group)
    if process.organisation is not None:
        return _speakers(process.organisation)
    if process.is_for_young:
        return carers_of_young()
    return [] if process.was_of else holders_of(START_PROCESS)


def managers_of(process: Process) -> list[Person]:
    """Likewise; of an orphan it is those whom the quarter trusts with it."""
    found = organisers_of(process)
    if process.orphaned is None or process.is_for_young:
        return found
    return list({person.pk: person for person in (*found, *trustees())}.values())


def answerers_of(process: Process) -> list[Person]:
    """Who is asked for the answer."""
    return _speakers(process.adopted_by) if process.adopted_by else managers_of(process)


def trustees() -> list[Person]:
    """Who looks after what nobody looks after: key holders, coordinators and moderators."""
    return list({person.pk: person for power in (START_PROCESS, MODERATE) for person in holders_of(power)}.values())


def holders_of(power: Power) -> list[Person]:
    """Those whom the quarter gave a role that holds it."""
    candidates = Person.objects.filter(standing=Standing.MEMBER, roles__isnull=False).order_by("pk").distinct()
    return [person for person in candidates if has_power(person, power)]


def carers_of_young() -> list[Person]:
    """Those whom key holders chose for the space of young people: by a role that holds its power, and on no other way."""
    roles = RolePower.objects.filter(power=YOUNG_CARE.name, is_granted=True).values("role")
    chosen = Person.objects.filter(standing=Standing.MEMBER, roles__role__in=roles).order_by("pk").distinct()
    return [person for person in chosen if not is_paused(person)]


def _speakers(organisation: Organisation) -> list[Person]:
    if not organisation.is_confirmed or organisation.hidden is not None:
        return []
    rows = organisation.memberships.filter(person__standing=Standing.MEMBER).select_related("person")
    return [row.person for row in rows.order_by("joined", "pk")]
