"""What is read: the statements as one reader may see them, one's own answers, and which statement comes next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from quartier.api import Person, out_of_sight
from quartier.api.processes import Ballot, Step, ballot_of
from quartier.steps.opinions.content import Answers, answers_in
from quartier.steps.opinions.models import Board, Statement
from quartier.steps.opinions.routing import Candidate, next_of
from quartier.steps.opinions.terms import ON_A_SLIP, Standing

STANDS = Q(standing=Standing.SHOWN) & (
    Q(comment=None) | Q(comment__hidden=None, comment__deleted=None, comment__edited=None)
)


@dataclass(frozen=True)
class Faced:
    """A statement as one reader sees it."""

    number: int
    text: str
    author: str  # empty: of the organiser
    comment: int | None
    is_own: bool


def all_statements(step: Step) -> QuerySet[Statement]:
    return Statement.objects.filter(step=step).select_related("comment")


def standing(step: Step, viewer: Person | None = None) -> QuerySet[Statement]:
    """Those that are put before people; without those whom the viewer doesn't want to read."""
    found = all_statements(step).filter(STANDS)
    hidden = out_of_sight(viewer) if viewer else None
    return found.exclude(comment__author__in=hidden) if hidden else found


def on_slip(step: Step) -> list[Statement]:
    """The first so many: what comes later has a higher number, so slips that are out stay right."""
    return list(standing(step)[:ON_A_SLIP])


def waiting(step: Step) -> QuerySet[Statement]:
    return all_statements(step).filter(standing=Standing.WAITING, comment__deleted=None)


def brought_by(step: Step, person: Person) -> QuerySet[Statement]:
    """Whatever became of them."""
    return all_statements(step).filter(comment__author=person, comment__deleted=None)


def answers_of(step: Step, person: Person | None) -> Answers:
    """One's own. Whoever acts for somebody doesn't read what they said before."""
    ballot = ballot_of(step, person)
    return answers_in(ballot.content) if ballot else {}


def stored_answers(step: Step, person: Person) -> Answers:
    """For adding to them and for leaving out what was answered; never shown."""
    content = Ballot.objects.filter(step=step, person=person).values_list("content", flat=True).first()
    return answers_in(content or {})


@dataclass(frozen=True)
class Way:
    """How far somebody is: what they answered, how many stand, and which comes next."""

    answers: Answers
    total: int
    answered: int
    next: int | None


def way_of(step: Step, person: Person, asked_for: int = 0) -> Way:
    """`asked_for`: the number of a statement that somebody chose in the list; it comes first if it stands."""
    answers = stored_answers(step, person)
    rows = standing(step, person).values_list("number", "agreed", "disagreed", "passed", "extremity")
    there = [Candidate(*row) for row in rows]
    open_ones = [one for one in there if one.number not in answers]
    chosen = next((one for one in there if one.number == asked_for), None)
    found = chosen or next_of(open_ones, f"{step.pk}:{person.pk}")
    return Way(answers, len(there), len(there) - len(open_ones), found.number if found else None)


def glance(step: Step, viewer: Person | None) -> set[int]:
    """The numbers of the statements that stand; the map is read in the same question and kept with this very object."""
    empty = Value("", output_field=TextField())
    numbers = standing(step, viewer).order_by().values_list("number", empty)
    board = Board.objects.filter(step=step).values_list(Value(0), Cast("map", TextField()))
    rows = list(numbers.union(board, all=True))
    step.__dict__["_opinion_map"] = next((json.loads(kept) for _number, kept in rows if kept), {})
    return {number for number, kept in rows if not kept}


def everything(step: Step) -> list[Statement]:
    """All of them with their authors; read once for this very object."""
    known: list[Statement] | None = step.__dict__.get("_opinion_statements")
    if known is None:
        known = step.__dict__["_opinion_statements"] = list(all_statements(step).select_related("comment__author"))
    return known


def faced(found: QuerySet[Statement], viewer: Person | None) -> list[Faced]:
    """With the names of their authors, as the viewer knows them."""
    return [face_of(one, viewer) for one in found.select_related("comment__author")]


def face_of(one: Statement, viewer: Person | None) -> Faced:
    author = one.comment.author if one.comment else None
    is_own = viewer is not None and author is not None and author.pk == viewer.pk
    return Faced(one.number, one.text, author.name_for(viewer) if author else "", one.comment_id, is_own)


def map_of(step: Step) -> dict[str, Any]:
    """The map as it was drawn last; read once for this very object."""
    known: dict[str, Any] | None = step.__dict__.get("_opinion_map")
    if known is None:
        found = Board.objects.filter(step=step).values_list("map", flat=True).first()
        known = step.__dict__["_opinion_map"] = found or {}
    return known
