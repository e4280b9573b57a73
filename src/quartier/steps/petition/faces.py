"""What the pages and the protocol show of a petition."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.api import Person, has_power, person_of, rich
from quartier.api.processes import (
    ENTER_BALLOTS,
    ProcessState,
    Result,
    Row,
    Step,
    StepPage,
    StepState,
    Table,
    may_manage,
    options_of,
)
from quartier.steps.petition.forms import HandOverForm, SheetsForm, SignForm
from quartier.steps.petition.models import Course
from quartier.steps.petition.queries import course_of, named, signatures, signatures_and_mine, takes_sheets
from quartier.steps.petition.terms import A_YEAR, PetitionOptions
from quartier.ui.dates import day_long

HINTS: dict[type[Form], Any] = {
    SheetsForm: gettext_lazy("Each sheet gets a number that no other has. Print each only once."),
    HandOverForm: gettext_lazy("Then the names from paper are deleted here, and no sheet can be typed any more."),
}


def hint_of(form: Form) -> str:
    """What is said above a form before anybody fills it in."""
    return str(HINTS.get(type(form), ""))


def page(request: HttpRequest, step: Step) -> StepPage:
    person, options = person_of(request), options_of(step, PetitionOptions)
    online, paper, has_signed = _seen(step, person)
    may = may_manage(step.process, person)
    course = course_of(step) if step.state == StepState.CLOSED else None
    enters = person is not None and has_power(person, ENTER_BALLOTS)
    return StepPage(
        template="petition/step.html",
        context={
            "to": options.to,
            "goal": options.goal,
            "number": online + paper,
            "percent": min(100.0, 100 * (online + paper) / options.goal),
            "left": max(0, options.goal - online - paper),
            "names": named(step) if step.state != StepState.PLANNED else [],
            "may_manage": may,
            "sign_form": SignForm() if step.is_open and not has_signed else None,
            "enters_sheets": enters and takes_sheets(step, course),
            "course": course,
            "way": way_of(step, course) if step.state != StepState.PLANNED else [],
            "came": rich(course.came) if course and course.came else "",
            "sentence": in_words(step) if step.state == StepState.CLOSED else "",
            "why_not_ready": not_ready(step) if step.state == StepState.PLANNED else "",
        },
        draws_result=True,
    )


def way_of(step: Step, course: Course | None) -> list[tuple[str, str, str]]:
    """What comes after the signatures, so that nobody signs into the blue: name, value, icon."""
    handed = course.handed_over if course else None
    if course is not None and handed:
        over = _("on %(day)s to %(to)s") % {"day": day_long(handed), "to": course.to}
        year = "" if course.came else _("asked on %(day)s") % {"day": day_long(handed + A_YEAR)}
    else:
        is_closed = step.state == StepState.CLOSED
        over = _("still to come") if is_closed else _("after %(day)s") % {"day": day_long(step.closes)}
        year = _("asked a year after it was handed over")
    return [
        (_("Hand-over"), over, "send"),
        (_("Answer"), _answer(step), "megaphone"),
        (_("What came of it"), year, "sprout"),
    ]


def _answer(step: Step) -> str:
    process = step.process
    if process.state in {ProcessState.ANSWERED, ProcessState.ENDED}:
        return ""
    if process.answer_due:
        return _("until %(day)s") % {"day": day_long(process.answer_due)}
    days = process.answer_days
    return ngettext("%(n)d day after the end at the latest", "%(n)d days after the end at the latest", days) % {
        "n": days
    }


def _seen(step: Step, person: Person | None) -> tuple[int, int, bool]:
    return signatures_and_mine(step, person) if step.state == StepState.OPEN else (*_numbers(step), False)


def _numbers(step: Step) -> tuple[int, int]:
    if step.state == StepState.CLOSED:
        return step.tally.get("online", 0), step.tally.get("paper", 0)
    return (0, 0) if step.state == StepState.PLANNED else signatures(step)


def not_ready(step: Step) -> str:
    return "" if options_of(step, PetitionOptions).to else _("Say first who is asked.")


def in_words(step: Step) -> str:
    online, paper = _numbers(step)
    goal, number = options_of(step, PetitionOptions).goal, online + paper
    said = ngettext("%(n)d signature.", "%(n)d signatures.", number) % {"n": number}
    reached = _("The goal of %(goal)d is reached.") if number >= goal else _("The goal of %(goal)d wasn't reached.")
    return f"{said} {reached % {'goal': goal}}"


def result(step: Step) -> Result:
    """For the protocol and the open data. Names are in neither."""
    online, paper = _numbers(step)
    rows = (Row(label=_("Online"), numbers=(online,)), Row(label=_("On paper"), numbers=(paper,)))
    table = Table(name="signatures", title=_("Signatures"), columns=(_("Number"),), rows=rows, adds_up=True)
    return Result(sentence=in_words(step), tables=(table,), remarks=tuple(_course(course_of(step))))


def _course(course: Course | None) -> list[Any]:
    if course is None or course.handed_over is None:
        return []
    said = [_("Handed over on %(day)s to %(to)s.") % {"day": day_long(course.handed_over), "to": course.to}]
    return said + ([_("What came of it: %(text)s") % {"text": course.came}] if course.came else [])
