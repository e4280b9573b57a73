"""How a process begins: from a template, for a group, an organisation or the whole quarter."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Verb
from quartier.kernel.entries.sharing import share
from quartier.kernel.groups.models import Group, Organisation
from quartier.kernel.groups.queries import is_moderator, speaks_for
from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.ages import YOUNG_UNDER
from quartier.kernel.places.models import Place
from quartier.kernel.processes.area import note_where_of_all
from quartier.kernel.processes.events import note
from quartier.kernel.processes.locking import lock
from quartier.kernel.processes.models import Process, ProcessState, Step, Who
from quartier.kernel.processes.options import checked_options
from quartier.kernel.processes.rights import must_manage
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.step_contract import ProcessTemplate, StepPlan
from quartier.kernel.terms.process import START_PROCESS
from quartier.kernel.terms.young import YOUNG_CARE

LONGEST_STEP = 730  # days


class Details(TypedDict, total=False):
    """What may be said about a process."""

    title: str
    question: str
    text: str
    place: Place | None
    area: dict[str, Any] | None
    who: str
    age_from: int | None
    age_to: int | None
    sample_size: int | None
    answer_days: int


@transaction.atomic
def start_process(
    template: ProcessTemplate | str,
    *,
    by: Actor,
    begins: datetime | None = None,
    days: Sequence[int] = (),
    group: Group | None = None,
    organisation: Organisation | None = None,
    **details: Unpack[Details],
) -> Process:
    """A draft that only those who look after it see, until they announce it. `days`: of each step, if not as planned."""
    if isinstance(template, str):
        template = _template(template)
    if details.get("who") == Who.YOUNG:
        _must_look_after_young(by, group, organisation)
    else:
        _must_be_allowed(by, group, organisation)
    process = Process(
        author=by.subject, group=group, organisation=organisation, template=template.name,
        answer_days=template.answer_days, seed=secrets.token_hex(16),
    )  # fmt: skip
    _say(process, details)
    process.save()
    plan_steps(process, template.steps, begins=begins or timezone.now(), days=days)
    note(process, "started", by=by)
    share(process, by=by)
    return process


@transaction.atomic
def change_process(process: Process, *, by: Actor, **details: Unpack[Details]) -> Process:
    """The question stays what it was once people have begun to answer it."""
    process = lock(process)
    must_manage(process, by)
    if process.frozen is not None and (set(details) - {"text", "place", "area", "answer_days"}):
        raise Refused(_("This has begun. Its question, and who takes part, stay as they are."))
    if (details.get("who", process.who) == Who.YOUNG) != process.is_for_young:
        raise Refused(_("Young people's rounds stay among young people, and others don't become one."), field="who")
    _say(process, details)
    process.save()
    if "area" in details:
        note_where_of_all(process)
    share(process, by=by, verb=Verb.CHANGED)
    return process


@transaction.atomic
def announce_process(process: Process, *, by: Actor) -> None:
    """Everybody who may take part finds it from now on; its first step opens at its time."""
    process = lock(process)
    must_manage(process, by)
    if process.state != ProcessState.DRAFT:
        return
    process.state = ProcessState.PLANNED
    process.save(update_fields=["state", "changed"])
    if process.who == Who.SAMPLE:
        note(process, "sealed", by=by, seal=process.seal)
    else:
        note(process, "announced", by=by)
    share(process, by=by)


def plan_steps(
    process: Process, plans: Sequence[StepPlan], *, begins: datetime, days: Sequence[int] = ()
) -> list[Step]:
    """Within the caller's transaction: one after the other, each as long as the plan, or `days`, says."""
    lengths = days or [plan.days for plan in plans]
    if len(lengths) != len(plans) or not all(0 < length <= LONGEST_STEP for length in lengths):
        raise Refused(_("Say for each step how many days it takes."), field="begins")
    steps, opens = [], begins
    for order, (plan, length) in enumerate(zip(plans, lengths, strict=True), start=1):
        opens += timedelta(days=plan.after)
        closes = opens + timedelta(days=length)
        step = Step(process=process, kind=plan.kind, order=order, title=str(plan.title), opens=opens, closes=closes)
        step.options, step.is_for_all = checked_options(plan.kind, dict(plan.options)), plan.is_for_all
        steps.append(step)
        opens = closes
    return Step.objects.bulk_create(steps)


def _template(name: str) -> ProcessTemplate:
    found = registry.process_templates().get(name)
    if found is None:
        raise Refused(_("Choose how you want to go about it."), field="template")
    return found


def _must_be_allowed(by: Actor, group: Group | None, organisation: Organisation | None) -> None:
    if group is not None:
        require_own_name(by)
        if not is_moderator(group, by.person):
            raise Refused(_("Only those who look after the group can begin this for it."), field="organiser")
    elif organisation is not None:
        require_own_name(by)
        if organisation not in speaks_for(by.person):
            raise Refused(_("You don't speak for this organisation."), field="organiser")
    else:
        require(by, START_PROCESS)


def _must_look_after_young(by: Actor, group: Group | None, organisation: Organisation | None) -> None:
    require(by, YOUNG_CARE)
    if group is not None or organisation is not None:
        raise Refused(_("Young people are asked by those who look after their space, and by nobody else."), "who")


def _say(process: Process, details: Details) -> None:
    for name, value in details.items():
        setattr(process, name, value.strip() if isinstance(value, str) else value)
    if not process.title:
        raise Refused(_("Give it a short name."), field="title")
    if not process.question:
        raise Refused(_("What do you want to know? One question."), field="question")
    if process.who not in Who.values:
        raise Refused(_("Choose who may take part."), field="who")
    if process.who == Who.GROUP and process.group is None:
        raise Refused(_("Only a group can ask its members."), field="who")
    if process.who == Who.ORGANISATION and process.organisation is None:
        raise Refused(_("Only an organisation can ask its people."), field="who")
    if process.is_for_young and max(process.age_to or 0, process.age_from or 0) >= YOUNG_UNDER:
        raise Refused(_("Young people are those under %(age)d.") % {"age": YOUNG_UNDER}, field="age_to")
    if process.who == Who.SAMPLE and not process.sample_size:
        raise Refused(_("How many neighbours shall be drawn?"), field="sample_size")
    if process.age_from is not None and process.age_to is not None and process.age_to < process.age_from:
        raise Refused(_("The age range ends before it begins."), field="age_to")
