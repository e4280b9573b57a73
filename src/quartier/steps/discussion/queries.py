"""What is read: the arguments of both sides with their answers, as one reader may see them. However many, a page has few of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from quartier.api import Person, moderates, out_of_sight
from quartier.api.processes import Step
from quartier.steps.discussion.models import Argument, Expert, Summary
from quartier.steps.discussion.terms import ANSWERS_SHOWN, SHOWN, SUMMARIES_SHOWN, Side


@dataclass
class Said:
    """One argument on the page."""

    argument: Argument
    name: str
    text: str
    is_own: bool
    is_hidden: bool
    is_gone: bool  # its author took it back, and somebody had answered
    replies: Sequence["Said"] = field(default_factory=list)
    replies_in_all: int = 0

    @property
    def is_more(self) -> bool:
        return self.replies_in_all > len(self.replies)


@dataclass(frozen=True)
class Column:
    """One side: those of this page, and how many there are in all."""

    side: Side
    said: Sequence[Said]
    total: int


@dataclass(frozen=True)
class Answers:
    """The first few answers to one argument, and how many there are."""

    some: Sequence[Argument]
    total: int


NO_ANSWERS = Answers((), 0)


def columns(step: Step, viewer: Person | None, page: int = 1) -> list[Column]:
    """Both sides, the oldest argument first: whoever comes later reads what was said before."""
    seen, first = _seen(step, viewer), (page - 1) * SHOWN
    there = _there(seen)
    shown = _ranked(there, "side").filter(rank__gt=first, rank__lte=first + SHOWN).values("pk")
    rows = list(_with_first_answers(seen, shown).annotate(**{f"in_{side}": _number_of(there, side) for side in Side}))
    answers = _answers_in(rows)
    totals = {side: getattr(rows[0], f"in_{side}") or 0 for side in Side} if rows else _totals(there, page)
    return [
        Column(
            side,
            [_said(one, viewer, answers.get(one.pk, NO_ANSWERS)) for one in rows if one.side == side],
            totals.get(side, 0),
        )
        for side in Side
    ]


def pages(found: Iterable[Column]) -> int:
    return max(1, *(-(-column.total // SHOWN) for column in found))


def page_with(argument: Argument, viewer: Person | None) -> int:
    """On which page of the discussion an argument stands, or the one that it answers."""
    top = argument.answers or argument
    before = _there(_seen(argument.step, viewer)).filter(side=top.side, pk__lt=top.pk).count()
    return before // SHOWN + 1


def answers_until(answer: Argument, viewer: Person | None) -> int:
    """The how-manieth answer this is among those that `viewer` reads."""
    return _seen(answer.step, viewer).filter(answers=answer.answers, comment__deleted=None, pk__lte=answer.pk).count()


def with_all_answers(argument: Argument, viewer: Person | None, page: int = 1) -> Said:
    """One argument, and a page of what was answered."""
    found = _seen(argument.step, viewer).filter(answers=argument, comment__deleted=None)
    first = (page - 1) * SHOWN
    return _said(argument, viewer, Answers(list(_read(found)[first : first + SHOWN]), found.count()))


def argument_or_none(pk: int, viewer: Person | None) -> Argument | None:
    """One that `viewer` may read, itself no answer. Whether they may see the process at all is asked elsewhere."""
    found = Argument.objects.filter(pk=pk, answers=None).select_related("step", "comment__author").first()
    return found if found and _there(_seen(found.step, viewer)).filter(pk=pk).exists() else None


def _seen(step: Step, viewer: Person | None) -> QuerySet[Argument]:
    found = Argument.objects.filter(step=step)
    hidden = out_of_sight(viewer)
    if hidden:
        found = found.exclude(comment__author__in=hidden)
    if not moderates(viewer):
        found = found.filter(Q(comment__hidden=None) | Q(comment__author=viewer))
    return found


def _there(seen: QuerySet[Argument]) -> QuerySet[Argument]:
    """Arguments; one that was taken back only where somebody has answered it."""
    answered = seen.filter(answers=OuterRef("pk"), comment__deleted=None)
    return seen.filter(Q(comment__deleted=None) | Exists(answered), answers=None)


def _read(found: QuerySet[Argument]) -> QuerySet[Argument]:
    return found.select_related("comment__author").order_by("pk")


def _ranked(found: QuerySet[Argument], of: str) -> Any:
    """With `rank`, the how-manieth it is of one side or among the answers to one argument, and `total`, how many there are."""
    rank = Window(RowNumber(), partition_by=[F(of)], order_by="pk")
    return found.annotate(rank=rank, total=Window(Count("pk"), partition_by=[F(of)]))


def _with_first_answers(seen: QuerySet[Argument], shown: Any) -> Any:
    """Arguments, and of each the first few answers: in one question, whatever their number."""
    answers = Q(answers__in=shown, comment__deleted=None)
    ranked = _ranked(seen.filter(Q(pk__in=shown) | answers), "answers")
    return _read(ranked.filter(Q(answers=None) | Q(rank__lte=ANSWERS_SHOWN)))


def _answers_in(rows: Sequence[Any]) -> Mapping[int, Answers]:
    some: dict[int, list[Argument]] = defaultdict(list)
    for one in rows:
        if one.answers_id is not None:
            some[one.answers_id].append(one)
    return {number: Answers(found, found[0].total) for number, found in some.items()}  # type: ignore[attr-defined]


def _number_of(there: QuerySet[Argument], side: Side) -> Subquery:
    """Asked along with the arguments; the database answers it once, not for each of them."""
    return Subquery(there.filter(side=side).order_by().values("side").annotate(n=Count("pk")).values("n"))


def _totals(there: QuerySet[Argument], page: int) -> Mapping[str, int]:
    """Of a page beyond the last."""
    return dict(there.order_by().values_list("side").annotate(Count("pk"))) if page > 1 else {}


def _said(argument: Argument, viewer: Person | None, answers: Answers = NO_ANSWERS) -> Said:
    comment = argument.comment
    is_gone = comment.deleted is not None
    return Said(
        argument,
        "" if is_gone else comment.author.name_for(viewer),
        "" if is_gone else comment.text,
        is_own=viewer is not None and comment.author_id == viewer.pk,
        is_hidden=comment.hidden is not None,
        is_gone=is_gone,
        replies=[_said(one, viewer) for one in answers.some],
        replies_in_all=answers.total,
    )


def summaries(step: Step) -> list[Summary]:
    """The latest first; what was summed up before stays readable."""
    return list(Summary.objects.filter(step=step).select_related("by")[:SUMMARIES_SHOWN])


def expert_word(step: Step, person: Person) -> str:
    return Expert.objects.filter(step=step, person=person).values_list("known_as", flat=True).first() or ""
