"""How many have signed, who wants to be named, and how far a petition has come."""

from __future__ import annotations

from django.db.models import Count, Q

from quartier.api import Person
from quartier.api.processes import Ballot, Step, StepState, options_of
from quartier.steps.petition.likeness import likeness_of
from quartier.steps.petition.models import Course, SheetLine
from quartier.steps.petition.terms import PetitionOptions

NAMED = 60  # names on the page; all others are a number


def course_of(step: Step) -> Course | None:
    return Course.objects.filter(step=step).select_related("handed_by").first()


def goal_of(step: Step) -> int:
    return options_of(step, PetitionOptions).goal


def signatures(step: Step) -> tuple[int, int]:
    """Online and on paper."""
    online, paper, _mine = signatures_and_mine(step, None)
    return online, paper


def signatures_and_mine(step: Step, person: Person | None) -> tuple[int, int, bool]:
    """The same, and whether somebody's own is among them, in one question."""
    mine = Count("pk", filter=Q(person=person.pk if person else None))
    found = Ballot.objects.filter(step=step).aggregate(all=Count("pk"), online=Count("person"), mine=mine)
    return found["online"], found["all"] - found["online"], person is not None and bool(found["mine"])


def takes_sheets(step: Step, course: Course | None) -> bool:
    """Sheets come in on the last day, and typing takes its time: until the names go with the hand-over."""
    is_over = step.state == StepState.CLOSED and course is not None and course.handed_over is None
    return step.state == StepState.OPEN or is_over


def sheets_of(course: Course | None) -> list[tuple[int, int | None]]:
    """Each sheet that was printed, and how many of its lines count; None while nobody has typed it."""
    if course is None:
        return []
    lines = dict(SheetLine.objects.filter(step=course.step_id).values_list("sheet").annotate(Count("pk")))
    typed = set(course.entered)
    return [(sheet, lines.get(sheet, 0) if sheet in typed else None) for sheet in range(1, course.printed + 1)]


def named(step: Step) -> list[str]:
    """Those who want it, the newest first."""
    rows = Ballot.objects.filter(step=step, person__isnull=False, content__is_shown=True).select_related("person")
    return [row.person.full_name for row in rows.order_by("-cast", "-pk")[:NAMED] if row.person]


def own_signature(step: Step, person: Person | None) -> Ballot | None:
    return None if person is None else Ballot.objects.filter(step=step, person=person).first()


def likeness_of_person(person: Person) -> str:
    """Empty where the server knows no address."""
    return likeness_of(person.full_name, str(person.address)) if person.address else ""


def likenesses_online(step: Step) -> set[str]:
    rows = Ballot.objects.filter(step=step, person__isnull=False).select_related("person__address")
    return {likeness_of_person(row.person) for row in rows if row.person is not None} - {""}
