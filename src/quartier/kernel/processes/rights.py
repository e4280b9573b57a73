"""Who may do what with a process."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.kernel.groups.queries import is_moderator, speaks_for
from quartier.kernel.people.acting import require_own_name, require_within
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.people.restrictions import is_paused, must_be_free_to_write
from quartier.kernel.processes.among_young import why_not_among_young
from quartier.kernel.processes.models import Elector, Process, Step, Who
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.holdings import holdings_of
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.process import START_PROCESS
from quartier.kernel.terms.young import YOUNG_CARE

AREA = "process"  # what an assistance may be for


def may_manage(process: Process, person: Person | None) -> bool:
    """Who leads the group, speaks for the organisation, or may ask the whole quarter. Of an orphan: moderators too.

    A page asks several times; the answer is kept with this very object.
    """
    if person is None or person.within is not None or not person.is_member or is_paused(person):
        return False
    known: dict[int, bool] = process.__dict__.setdefault("_managed_by", {})
    if person.pk not in known:
        known[person.pk] = _manages(process, person)
    return known[person.pk]


def _manages(process: Process, person: Person) -> bool:
    if process.is_for_young:  # nobody but those whom key holders chose for it, whatever happens to them
        return has_power(person, YOUNG_CARE)
    if process.orphaned is not None and (has_power(person, START_PROCESS) or has_power(person, MODERATE)):
        return True
    if process.group is not None:
        return process.group_id in holdings_of(person).groups and is_moderator(process.group, person)
    if process.organisation_id is not None:
        return process.organisation_id in {one.pk for one in speaks_for(person)}
    return has_power(person, START_PROCESS)


def must_manage(process: Process, by: Actor) -> None:
    require_own_name(by)
    must_be_free_to_write(by)
    if not may_manage(process, by.person):
        raise Refused(_("Only those who look after this process may do that."))


def may_answer(process: Process, person: Person | None) -> bool:
    """The office that adopted it; otherwise whoever looks after it."""
    if person is None:
        return False
    if process.adopted_by_id is not None:
        return process.adopted_by_id in {one.pk for one in speaks_for(person)}
    return may_manage(process, person)


def why_not(step: Step, person: Person | None) -> str:
    """Why somebody can't take part in a step, in a sentence; empty if they can."""
    if person is None:
        return str(_("Log in to take part."))
    if not step.is_open:
        return str(_("This step isn't open now."))
    if step.process.is_for_young and (reason := why_not_among_young(step.process, person)):
        return reason
    if person.is_member or (person.standing == "guest" and step.process.who == Who.PUBLIC):
        if step.is_for_all or _is_elector(step, person):
            return ""
        return _why_no_elector(step.process)
    return str(_("You can take part as soon as somebody has confirmed that you live here."))


def _is_elector(step: Step, person: Person) -> bool:
    """Fixed since the process began, so it is read once for this very object."""
    known: dict[int, bool] = step.__dict__.setdefault("_electors", {})
    if person.pk not in known:
        known[person.pk] = Elector.objects.filter(process=step.process_id, person=person).exists()
    return known[person.pk]


def must_take_part(step: Step, by: Actor) -> None:
    must_be_free_to_write(by)
    require_within(by, AREA)
    if step.process.is_for_young:
        require_own_name(by)
    if reason := why_not(step, by.subject):
        raise Refused(reason)


def _why_no_elector(process: Process) -> str:
    match process.who:
        case Who.SAMPLE:
            return str(_("Neighbours were drawn for this one. You can read along."))
        case Who.GROUP:
            return str(_("The members of the group decide this. You can read along."))
        case Who.ORGANISATION:
            return str(_("The people of the organisation decide this. You can read along."))
        case _:
            return str(_("Who may vote was fixed when this began. You can read along."))
