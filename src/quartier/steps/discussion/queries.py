"""What is read: the arguments of both sides with their answers, as one reader may see them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from quartier.api import Person, moderates, out_of_sight
from quartier.api.processes import Step
from quartier.steps.discussion.models import Argument, Expert, Summary
from quartier.steps.discussion.terms import SHOWN, Side


@dataclass
class Said:
    """One argument on the page."""

    argument: Argument
    name: str
    text: str
    is_own: bool
    is_hidden: bool
    is_gone: bool  # its author took it back, and somebody had answered
    replies: list["Said"] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """One side."""

    side: Side
    said: Sequence[Said]
    total: int

    @property
    def is_more(self) -> bool:
        return self.total > len(self.said)


def columns(step: Step, viewer: Person | None, *, every: bool = False) -> list[Column]:
    """Both sides, the oldest argument first: whoever comes later reads what was said before."""
    seen = _seen(step, viewer)
    top = [one for one in seen if one.answers_id is None]
    replies: dict[int, list[Argument]] = defaultdict(list)
    for one in seen:
        if one.answers_id is not None and not one.comment.deleted:
            replies[one.answers_id].append(one)
    there = [one for one in top if not one.comment.deleted or replies[one.pk]]
    return [
        Column(
            side,
            [_said(one, viewer, replies[one.pk]) for one in mine[: None if every else SHOWN]],
            len(mine),
        )
        for side in Side
        for mine in ([one for one in there if one.side == side],)
    ]


def _seen(step: Step, viewer: Person | None) -> QuerySet[Argument]:
    found = Argument.objects.filter(step=step).select_related("comment__author")
    hidden = out_of_sight(viewer)
    if hidden:
        found = found.exclude(comment__author__in=hidden)
    if not moderates(viewer):
        found = found.filter(Q(comment__hidden=None) | Q(comment__author=viewer))
    return found.order_by("pk")


def _said(argument: Argument, viewer: Person | None, replies: Sequence[Argument] = ()) -> Said:
    comment = argument.comment
    is_gone = comment.deleted is not None
    return Said(
        argument,
        "" if is_gone else comment.author.name_for(viewer),
        "" if is_gone else comment.text,
        is_own=viewer is not None and comment.author_id == viewer.pk,
        is_hidden=comment.hidden is not None,
        is_gone=is_gone,
        replies=[_said(one, viewer) for one in replies],
    )


def latest_summary(step: Step) -> Summary | None:
    return Summary.objects.filter(step=step).select_related("by").first()


def expert_word(step: Step, person: Person) -> str:
    return Expert.objects.filter(step=step, person=person).values_list("known_as", flat=True).first() or ""
