"""Drawing the map anew, when answers came in. A job does it; nobody waits for it, and a vote costs nothing of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from quartier.api import each_by_itself
from quartier.api.processes import Ballot, Step, StepState
from quartier.counting.opinions.votes import Opinions
from quartier.counting.opinions.votes import Statement as Column
from quartier.steps.opinions.content import matrix
from quartier.steps.opinions.drawing import drawn, extremities
from quartier.steps.opinions.models import Board, Statement
from quartier.steps.opinions.queries import all_statements
from quartier.steps.opinions.terms import SLUG

ROUGHLY = 0.1  # smaller changes of an extremity aren't worth a write


def draw_stale(now: datetime) -> int:
    """The job: every open step whose answers or statements changed since its map was drawn. Returns how many."""
    steps = Step.objects.filter(kind=SLUG, state=StepState.OPEN).order_by("pk")
    return each_by_itself(steps, lambda step: redraw(step, now), otherwise="An opinion map could not be drawn.")


@transaction.atomic
def redraw(step: Step, now: datetime) -> bool:
    """Whether there was anything new. Reads ballots without keeping anybody from voting."""
    board = board_of(step)
    state = _state_of(step)
    if board.drawn is not None and board.drawn_of == state:
        return False
    kept = drawn(opinions_of(step), board.map)
    Board.objects.filter(pk=board.pk).update(map=kept, drawn=now, drawn_of=state)
    _keep_extremities(step, kept)
    return True


def opinions_of(step: Step) -> Opinions:
    """Everything that was answered, without whose it is."""
    statements = list(all_statements(step))
    numbers = [one.number for one in statements]
    contents = Ballot.objects.filter(step=step).order_by("pk").values_list("content", flat=True)
    votes = matrix(contents.iterator(chunk_size=2_000), numbers)
    columns = tuple(Column(str(one.number), one.text, one.stands, one.is_organisers) for one in statements)
    return Opinions(tuple(map(str, range(len(votes)))), columns, votes, step.process.title)


def board_of(step: Step) -> Board:
    board, _is_new = Board.objects.get_or_create(step=step)
    return board


def _keep_extremities(step: Step, kept: dict[str, Any]) -> None:
    """Beside the statements: choosing the next one needn't read the whole map."""
    lengths = extremities(kept)
    changed = [
        one for one in Statement.objects.filter(step=step) if abs(one.extremity - lengths.get(one.number, 0)) > ROUGHLY
    ]
    for one in changed:
        one.extremity = lengths.get(one.number, 0.0)
    Statement.objects.bulk_update(changed, ["extremity"], batch_size=100)


def _state_of(step: Step) -> str:
    """Changes with every answer and every statement that comes or goes; read before the ballots, so nothing is missed."""
    cast = Ballot.objects.filter(step=step).aggregate(count=Count("pk"), last=Max("cast"))
    standing = [one.number for one in all_statements(step) if one.stands]
    last = cast["last"].timestamp() if cast["last"] else 0
    return f"{cast['count']}:{last}:{len(standing)}:{sum(standing)}"
