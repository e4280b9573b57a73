"""What the pages and the protocol show of a petition."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.api import has_power, person_of
from quartier.api.processes import ENTER_BALLOTS, Result, Row, Step, StepPage, StepState, Table, may_manage, options_of
from quartier.steps.petition.forms import SheetForm, SheetsForm
from quartier.steps.petition.models import Course
from quartier.steps.petition.queries import course_of, named, signatures
from quartier.steps.petition.terms import PetitionOptions

HINTS: dict[type[Form], Any] = {
    SheetsForm: gettext_lazy("Each sheet gets a number that no other has. Print each only once."),
    SheetForm: gettext_lazy("Whoever has signed online or on another sheet isn't counted again."),
}


def hint_of(form: Form) -> str:
    """What is said above a form before anybody fills it in."""
    return str(HINTS.get(type(form), ""))


def page(request: HttpRequest, step: Step) -> StepPage:
    person, options = person_of(request), options_of(step, PetitionOptions)
    online, paper = _numbers(step)
    may = may_manage(step.process, person)
    course = course_of(step) if step.state == StepState.CLOSED else None
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
            "may_type": step.is_open and person is not None and has_power(person, ENTER_BALLOTS),
            "course": course,
            "sentence": in_words(step) if step.state == StepState.CLOSED else "",
            "why_not_ready": not_ready(step) if step.state == StepState.PLANNED else "",
        },
        draws_result=True,
    )


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
    said = [_("Handed over on %(day)s to %(to)s.") % {"day": course.handed_over.isoformat(), "to": course.to}]
    return said + ([_("What came of it: %(text)s") % {"text": course.came}] if course.came else [])
