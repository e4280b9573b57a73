"""Every write of petitions: signing, sheets of paper, handing over, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import Actor, Refused, require, tell
from quartier.api.processes import (
    ENTER_BALLOTS,
    Ballot,
    Channel,
    Step,
    StepState,
    cast,
    lock_step,
    managers_of,
    must_manage,
    options_of,
    participants,
    take_part_back,
)
from quartier.steps.petition.likeness import likeness_of
from quartier.steps.petition.models import Course, SheetLine
from quartier.steps.petition.queries import goal_of, likeness_of_person, likenesses_online, signatures, takes_sheets
from quartier.steps.petition.terms import A_YEAR, ASK_WHAT_CAME, LINES, MOST_SHEETS, WHAT_CAME, PetitionOptions


@transaction.atomic
def choose(step: Step, *, by: Actor, goal: int, to: str) -> None:
    """How many are wanted and who is asked, until it opens."""
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state != StepState.PLANNED:
        raise Refused(_("People have signed what stands here, so it stays as it is."))
    step.options = asdict(PetitionOptions(goal=goal, to=" ".join(to.split())))
    step.save(update_fields=["options"])


@transaction.atomic
def sign(step: Step, *, by: Actor, is_shown: bool) -> None:
    """Once; whoever signs again changes whether their name is shown. The same name on a sheet of paper goes."""
    cast(step, by=by, content={"is_shown": is_shown})
    same = SheetLine.objects.filter(step=step, likeness=likeness_of_person(by.subject)).exclude(likeness="")
    for line in same:
        Ballot.objects.filter(step=step, code=line.code).delete()
    same.delete()


@transaction.atomic
def withdraw(step: Step, *, by: Actor) -> None:
    take_part_back(step, by=by)


@transaction.atomic
def number_sheets(step: Step, *, by: Actor, count: int) -> range:
    """New sheets get numbers that no other sheet has, so that none is typed twice."""
    step = lock_step(step)
    must_manage(step.process, by)
    if not 1 <= count <= MOST_SHEETS:
        raise Refused(_("Between 1 and %(most)d sheets, please.") % {"most": MOST_SHEETS}, field="count")
    course, _is_new = Course.objects.get_or_create(step=step)
    first = course.printed + 1
    course.printed += count
    course.save(update_fields=["printed"])
    return range(first, first + count)


@dataclass(frozen=True)
class Entered:
    """How many lines of a sheet counted, and which didn't because they have signed before."""

    counted: int
    doubled: tuple[int, ...]


@transaction.atomic
def enter_sheet(
    step: Step, *, by: Actor, sheet: int, lines: Sequence[tuple[str, str]], replaces: bool = False
) -> Entered:
    """`lines`: name and address, in the order of the sheet. What was signed in time may be typed until it is handed over."""
    require(by, ENTER_BALLOTS)
    step = lock_step(step)
    course = Course.objects.filter(step=step).first()
    if not takes_sheets(step, course):
        raise Refused(_("Sheets can be typed from the first day until the petition is handed over."))
    if course is None or not 1 <= sheet <= course.printed:
        raise Refused(_("No sheet of this number was printed."), field="sheet")
    if sheet in course.entered and not replaces:
        raise Refused(_("Sheet %(n)d was typed already. Is the number right?") % {"n": sheet}, field="replaces")
    _drop_sheet(step, sheet)
    entered = _take_lines(step, by, sheet, lines)
    course.entered = sorted({*course.entered, sheet})
    course.save(update_fields=["entered"])
    if step.state == StepState.CLOSED:
        step.tally = count_signatures(step)
        step.turnout = _with_paper(step)
        step.save(update_fields=["tally", "turnout"])
    return entered


def _with_paper(step: Step) -> dict[str, int]:
    others = {way: number for way, number in step.turnout.items() if way != Channel.PAPER}
    paper: int = step.tally["paper"]
    return others | ({Channel.PAPER.value: paper} if paper else {})


def _take_lines(step: Step, by: Actor, sheet: int, lines: Sequence[tuple[str, str]]) -> Entered:
    known = likenesses_online(step) | set(SheetLine.objects.filter(step=step).values_list("likeness", flat=True))
    made, doubled = [], []
    for number, (name, address) in enumerate(lines[:LINES], 1):
        if not name.strip():
            continue
        likeness = likeness_of(name, address)
        if likeness in known:
            doubled.append(number)
            continue
        known.add(likeness)
        words = {"name": " ".join(name.split()), "address": " ".join(address.split()), "likeness": likeness}
        made.append(SheetLine(step=step, sheet=sheet, line=number, entered_by=by.person, **words))
    SheetLine.objects.bulk_create(made)
    Ballot.objects.bulk_create(
        Ballot(step=step, code=line.code, channel=Channel.PAPER, entered_by=by.person, content={}) for line in made
    )
    return Entered(len(made), tuple(doubled))


def _drop_sheet(step: Step, sheet: int) -> None:
    SheetLine.objects.filter(step=step, sheet=sheet).delete()
    Ballot.objects.filter(step=step, code__startswith=f"sheet:{sheet}:").delete()


@transaction.atomic
def hand_over(step: Step, *, by: Actor, on: date, to: str) -> None:
    """The sheets go to whoever is asked; the names from them are deleted here."""
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state != StepState.CLOSED:
        raise Refused(_("Signatures are handed over when the collection is over."))
    if on > timezone.localdate():
        raise Refused(_("That day is still to come."), field="on")
    if step.closed is not None and on < timezone.localdate(step.closed):
        raise Refused(_("That day is before the end of the collection."), field="on")
    if not to.strip():
        raise Refused(_("Say to whom it was handed over."), field="to")
    course, _is_new = Course.objects.get_or_create(step=step)
    course.handed_over, course.to, course.handed_by = on, " ".join(to.split()), by.person
    course.save(update_fields=["handed_over", "to", "handed_by"])
    SheetLine.objects.filter(step=step).delete()


@transaction.atomic
def tell_what_came(step: Step, *, by: Actor, text: str) -> None:
    """For all who signed; may be added to later, and is told once."""
    step = lock_step(step)
    must_manage(step.process, by)
    course = Course.objects.filter(step=step).first()
    if course is None or course.handed_over is None:
        raise Refused(_("It hasn't been handed over yet."))
    if not text.strip():
        raise Refused(_("Write what came of it, even if it is nothing."), field="text")
    course.came, is_first = text.strip(), course.told is None
    course.told = course.told or timezone.now()
    course.save(update_fields=["came", "told"])
    if is_first:
        tell(participants(step.process), WHAT_CAME, by=by.person, url=step.url, title=step.process.title)


def ask_what_came(now: datetime) -> int:
    """The job: a year after it was handed over, those who look after it are asked, once."""
    due = Course.objects.filter(asked=None, told=None, handed_over__lte=(now - A_YEAR).date())
    asked = 0
    for pk in due.values_list("pk", flat=True):
        with transaction.atomic():
            course = (
                due.select_for_update(no_key=True, of=("self",)).filter(pk=pk).select_related("step__process").first()
            )
            if course is None:
                continue
            course.asked = now
            course.save(update_fields=["asked"])
            process = course.step.process
            tell(managers_of(process), ASK_WHAT_CAME, url=course.step.url, title=process.title)
            asked += 1
    return asked


def count_signatures(step: Step) -> dict[str, Any]:
    """Within the transaction that closes the step."""
    online, paper = signatures(step)
    return {"online": online, "paper": paper, "goal": goal_of(step), "to": options_of(step, PetitionOptions).to}
