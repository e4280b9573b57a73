"""Steps open and close: by the clock, or by hand. Each in one transaction, so a cut in the middle leaves nothing half."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.contract import Verb
from quartier.kernel.each import each_by_itself
from quartier.kernel.entries.sharing import share
from quartier.kernel.notifications.actions import tell
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.counting import is_long
from quartier.kernel.processes.electorate import freeze
from quartier.kernel.processes.events import note
from quartier.kernel.processes.locking import lock, lock_step
from quartier.kernel.processes.models import Channel, Participation, ProcessState, Step, StepState
from quartier.kernel.processes.paper import is_waited_for, not_counted
from quartier.kernel.processes.people import participants
from quartier.kernel.processes.rights import must_manage
from quartier.kernel.refusals import Refused
from quartier.kernel.terms.process import STEP_CLOSED, STEP_OPENED

LATE = timedelta(hours=1)  # a step that opens later than this is open for longer


def run_steps(now: datetime) -> int:
    """The job: what is due, one step after the other. Returns how many changed."""
    return each_by_itself(
        _due(now),
        lambda pk: _run(pk, now) + _count_beside(pk, now),
        otherwise="A step of a process could not be opened or closed.",
    )


@transaction.atomic
def open_now(step: Step, *, by: Actor) -> None:
    """By hand, before its time; a draft is announced with it."""
    process = lock(step.process)
    must_manage(process, by)
    step = lock_step(step)
    if step.state != StepState.PLANNED:
        return
    if process.is_over:
        raise Refused(_("This process is over."))
    if not _is_next(step):
        raise Refused(_("Close the step before it first."))
    _open(step, timezone.now(), by=by)


@transaction.atomic
def close_now(step: Step, *, by: Actor) -> None:
    """By hand, before its time. Many ballots are counted by the worker, at its next round."""
    process = lock(step.process)
    must_manage(process, by)
    step = lock_step(step)
    if step.state != StepState.OPEN or step.counting is not None:
        return
    if slips := not_counted(step):
        raise Refused(_("%(slips)d slips of paper aren't counted yet. Count them first.") % {"slips": slips})
    _close_or_begin_to_count(step, timezone.now(), by=by)


@transaction.atomic
def change_times(step: Step, *, by: Actor, opens: datetime, closes: datetime) -> None:
    """Of a step to come both; of an open one the end, and only to a later one."""
    process = lock(step.process)
    must_manage(process, by)
    step = lock_step(step)
    if step.state == StepState.CLOSED:
        raise Refused(_("This step is over."))
    if step.state == StepState.OPEN:
        if step.counting is not None:
            raise Refused(_("This step is over, and is being counted."))
        if closes < step.closes:
            raise Refused(_("People rely on the day that was said. It can only become later."), field="closes")
        opens = step.opens
    if closes <= opens:
        raise Refused(_("The end is before the beginning."), field="closes")
    if (step.opens, step.closes) == (opens, closes):  # nothing to note
        return
    step.opens, step.closes = opens, closes
    step.save(update_fields=["opens", "closes"])
    note(process, "times", by=by, step=step, opens=opens.isoformat(), closes=closes.isoformat())
    share(process, by=by, verb=Verb.CHANGED)


def _due(now: datetime) -> list[int]:
    alive = Step.objects.filter(process__state__in=(ProcessState.PLANNED, ProcessState.RUNNING))
    opening = alive.filter(state=StepState.PLANNED, opens__lte=now)
    closing = alive.filter(state=StepState.OPEN, closes__lte=now)
    return list((closing | opening).order_by("process", "order").values_list("pk", flat=True))


@transaction.atomic
def _run(pk: int, now: datetime) -> int:
    step = Step.objects.select_related("process").get(pk=pk)
    process = lock(step.process)
    step = lock_step(step)
    if process.state not in {ProcessState.PLANNED, ProcessState.RUNNING}:
        return 0
    if step.state == StepState.OPEN and step.counting is None and step.closes <= now and not is_waited_for(step, now):
        _close_or_begin_to_count(step, now)
        return 1
    if step.state == StepState.PLANNED and step.opens <= now and _is_next(step) and not step.of_kind.not_ready(step):
        _open(step, now)
        return 1
    return 0


def _count_beside(pk: int, now: datetime) -> int:
    """What was begun by hand, by the clock, or by a server that was killed: counted without a lock, then written at once."""
    step = Step.objects.filter(pk=pk, state=StepState.OPEN).exclude(counting=None).select_related("process").first()
    return _close_counted(step, step.of_kind.count(step), now) if step is not None else 0


@transaction.atomic
def _close_counted(step: Step, tally: dict[str, Any], now: datetime) -> int:
    process = lock(step.process)
    step = lock_step(step)
    if step.state != StepState.OPEN or process.state not in {ProcessState.PLANNED, ProcessState.RUNNING}:
        return 0
    _close(step, now, tally=tally)
    return 1


def _is_next(step: Step) -> bool:
    """Every step before it is over."""
    return not step.process.steps.filter(order__lt=step.order).exclude(state=StepState.CLOSED).exists()


def _open(step: Step, now: datetime, *, by: Actor | None = None) -> None:
    if reason := step.of_kind.not_ready(step):
        raise Refused(reason)
    process = step.process
    freeze(process)
    is_late = now - step.opens > LATE
    if is_late or now < step.opens:  # the server was off, or somebody opens it early: it is open as long as was said
        step.closes = max(step.closes, step.closes + (now - step.opens))
    step.state, step.opened = StepState.OPEN, now
    step.save(update_fields=["state", "opened", "closes"])
    step.of_kind.opened(step)
    process.state = ProcessState.RUNNING
    process.save(update_fields=["state", "changed"])
    note(process, "delayed" if is_late else "opened", by=by, step=step)
    entry = share(process, by=None, verb=Verb.CHANGED)
    tell(_whom_to_call(step), STEP_OPENED, about=entry, url=process.url, title=process.title, once=f"step:{step.pk}")


def _close_or_begin_to_count(step: Step, now: datetime, *, by: Actor | None = None) -> None:
    if not is_long(step):
        _close(step, now, by=by)
        return
    step.counting, step.counted, step.closes = now, 0, min(step.closes, now)
    step.save(update_fields=["counting", "counted", "closes"])
    note(step.process, "counting", by=by, step=step)
    share(step.process, by=None, verb=Verb.CHANGED)


def _close(step: Step, now: datetime, *, by: Actor | None = None, tally: dict[str, Any] | None = None) -> None:
    process, kind = step.process, step.of_kind
    _put_off(step, now - step.closes)
    step.state, step.closed, step.counting = StepState.CLOSED, now, None
    step.tally = kind.count(step) if tally is None else tally
    step.turnout = turnout_of(step)
    step.save(update_fields=["state", "closed", "counting", "tally", "turnout"])
    kind.closed(step)
    if slips := not_counted(step):
        note(process, "paper_left", step=step, slips=slips)
    note(process, "closed", by=by, step=step)
    if not process.steps.exclude(state=StepState.CLOSED).exists():
        process.state = ProcessState.WAITING
        process.answer_due = process.answer_due or now + timedelta(days=process.answer_days)
        process.save(update_fields=["state", "answer_due", "changed"])
    entry = share(process, by=None, verb=Verb.CHANGED)
    title = f"{process.title}: {step.name}"
    tell(participants(process), STEP_CLOSED, about=entry, url=process.url, title=title, once=f"step:{step.pk}")


def _put_off(step: Step, late: timedelta) -> None:
    """What comes after a step that closes late comes later too: the days in between are needed."""
    if late > LATE:
        for later in step.process.steps.filter(order__gt=step.order, state=StepState.PLANNED):
            later.opens, later.closes = later.opens + late, later.closes + late
            later.save(update_fields=["opens", "closes"])


def turnout_of(step: Step) -> dict[str, int]:
    """How many took part, by channel: people and paper slips."""
    said = (
        Participation.objects.filter(step=step)
        .exclude(channel=Channel.PAPER)
        .values_list("channel")
        .annotate(count=Count("pk"))
    )
    turnout = {channel: count for channel, count in said}
    for channel, count in step.ballots.filter(person=None).values_list("channel").annotate(count=Count("pk")):
        turnout[channel] = turnout.get(channel, 0) + count
    if step.of_kind.slips_counted is not None:  # what stood on its slips are no ballots
        slips = sum(step.batches.exclude(counted=None).values_list("size", flat=True))
        turnout |= {Channel.PAPER.value: slips} if slips else {}
    return turnout


def _whom_to_call(step: Step) -> list[Person]:
    """A vote calls its electors. Where only opinions are gathered, nobody is rung up: it stands on Heute."""
    if step.is_for_all:
        return []
    return list(Person.objects.filter(pk__in=step.process.electors.values("person")))
