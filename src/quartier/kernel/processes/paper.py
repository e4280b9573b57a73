"""Slips of paper: counted by hand, typed twice by two different people, who don't see what the other typed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.people.acting import require_own_name
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballot_forms import BallotForm
from quartier.kernel.processes.events import note
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.models import Ballot, Channel, PaperBatch, PaperSlip, Step, StepState
from quartier.kernel.refusals import Refused
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.process import ENTER_BALLOTS
from quartier.kernel.text.lines import one_line

MOST_SLIPS = 2000
WAITS = timedelta(days=7)  # after the end: boxes are emptied then, and typing takes its time
Content = dict[str, Any]


@transaction.atomic
def begin_batch(step: Step, *, by: Actor, name: str, size: int) -> PaperBatch:
    """`size`: how many slips were counted by hand, before anybody types. The same name twice is the same batch."""
    step = _open_to_typing(step, by)
    if not step.is_open:
        raise Refused(_("A pile is begun before the end. What comes later can't be counted any more."))
    name = one_line(name)[:60]
    if not name:
        raise Refused(_("Give the pile a name, so that you find it again."), field="name")
    if not 1 <= size <= MOST_SLIPS:
        raise Refused(_("Between 1 and %(most)d slips, please.") % {"most": MOST_SLIPS}, field="size")
    same = PaperBatch.objects.filter(step=step, name=name).first()
    if same is not None and same.size != size:
        raise Refused(_("There is a pile of this name already."), field="name")
    if same is not None:
        return same
    batch = PaperBatch.objects.create(step=step, name=name, size=size)
    PaperSlip.objects.bulk_create(PaperSlip(batch=batch, number=number) for number in range(1, size + 1))
    return batch


@transaction.atomic
def type_slip(batch: PaperBatch, number: int, *, by: Actor, content: Content) -> PaperSlip:
    """Whoever types first is the first reader of the whole pile; somebody else is the second."""
    batch = _lock(batch)
    _open_to_typing(batch.step, by)
    hand = hand_of(batch, by.person)
    if hand is None:
        raise Refused(_("Two people have typed this pile already."))
    if batch.counted is not None:
        raise Refused(_("This pile is counted already."))
    slip = PaperSlip.objects.filter(batch=batch, number=number).first()
    if slip is None:
        raise Refused(_("There is no slip of this number in the pile."))
    if getattr(batch, f"{hand}_by_id") is None:
        setattr(batch, f"{hand}_by", by.person)
        batch.save(update_fields=[f"{hand}_by"])
    setattr(slip, hand, content)
    slip.save(update_fields=[hand])
    return slip


@transaction.atomic
def settle_slip(batch: PaperBatch, number: int, *, by: Actor, content: Content) -> None:
    """Two read it differently: somebody looks at the slip again, and what they say holds."""
    batch = _lock(batch)
    _open_to_typing(batch.step, by)
    slip = PaperSlip.objects.filter(batch=batch, number=number).first()
    if batch.counted is not None or slip is None or slip.first is None or slip.second is None:
        raise Refused(_("Both have to type this slip first."))
    slip.settled = content
    slip.save(update_fields=["settled"])


@transaction.atomic
def count_batch(batch: PaperBatch, *, by: Actor) -> int:
    """Once every slip was typed twice and every difference is settled, they are ballots like all others."""
    batch = _lock(batch)
    step = _open_to_typing(batch.step, by)
    if batch.counted is not None:
        return 0
    if batch.slips.filter(Q(first__isnull=True) | Q(second__isnull=True)).exists():
        raise Refused(_("Not every slip was typed twice yet."))
    if differences(batch):
        raise Refused(_("Look again at the slips that two people read differently."))
    slips = list(batch.slips.order_by("number"))
    _take(step, batch, slips, by)
    settled = sum(slip.settled is not None for slip in slips)
    batch.slips.all().delete()  # what stood on them is a ballot now, or said: nobody needs it twice
    batch.counted = timezone.now()
    batch.save(update_fields=["counted"])
    name = "paper_settled" if settled else "paper"
    note(step.process, name, by=by, step=step, slips=batch.size, settled=settled)
    return batch.size


@transaction.atomic
def drop_batch(batch: PaperBatch, *, by: Actor) -> None:
    """A pile that was begun by mistake, while nothing of it is counted."""
    batch = _lock(batch)
    _open_to_typing(batch.step, by)
    if batch.counted is not None:
        raise Refused(_("This pile is counted already."))
    batch.delete()


def differences(batch: PaperBatch) -> list[PaperSlip]:
    """The slips that two people read differently and that nobody has settled."""
    form = slip_of(batch.step)
    both = batch.slips.filter(first__isnull=False, second__isnull=False, settled__isnull=True).order_by("number")
    return [slip for slip in both if form is None or not form.same(slip.first or {}, slip.second or {})]


def slip_of(step: Step) -> type[BallotForm] | None:
    """The form of one slip of paper; None where nothing comes on paper. A sealed choice's ballot is none: its kind says `slip`."""
    kind = step.of_kind
    of_kind = kind.slip or (None if kind.is_sealed else kind.ballot)
    return of_kind(step) if of_kind is not None else None


def is_waited_for(step: Step, now: datetime) -> bool:
    """A pile was begun in time and isn't counted yet: the step closes once it is, or after a week without it."""
    return now < step.closes + WAITS and step.batches.filter(counted=None).exists()


def not_counted(step: Step) -> int:
    """Slips in piles that nobody has counted."""
    return sum(step.batches.filter(counted=None).values_list("size", flat=True))


def hand_of(batch: PaperBatch, person: Person) -> str | None:
    """Whether somebody is the first or the second to type a pile; None where two others have."""
    for hand in ("first", "second"):
        if getattr(batch, f"{hand}_by_id") == person.pk:
            return hand
    for hand in ("first", "second"):
        if getattr(batch, f"{hand}_by_id") is None:
            return hand
    return None


def next_to_type(batch: PaperBatch, person: Person) -> int | None:
    """The next slip that somebody hasn't typed yet."""
    hand = hand_of(batch, person)
    if hand is None:
        return None
    open_slips = batch.slips.filter(**{f"{hand}__isnull": True}).order_by("number")
    return next(iter(open_slips.values_list("number", flat=True)[:1]), None)


def _take(step: Step, batch: PaperBatch, slips: list[PaperSlip], by: Actor) -> None:
    contents = [(slip.first if slip.settled is None else slip.settled) or {} for slip in slips]
    if step.of_kind.slips_counted is not None:
        step.of_kind.slips_counted(step, contents, by)
        return
    _must_not_be_too_many(step, batch)
    Ballot.objects.bulk_create(
        Ballot(step=step, code=f"paper:{batch.pk}:{slip.number}", channel=Channel.PAPER, content=content)
        for slip, content in zip(slips, contents, strict=True)
    )


def _must_not_be_too_many(step: Step, batch: PaperBatch) -> None:
    """More slips than people who may decide and haven't yet: something is wrong with the pile."""
    if step.is_for_all:
        return
    there = step.ballots.count()
    room = step.process.electors_count - there
    if batch.size > room:
        raise Refused(
            _("There are more slips than people left who may decide (%(room)d). Look whether somebody voted twice.")
            % {"room": max(room, 0)}
        )


def _open_to_typing(step: Step, by: Actor) -> Step:
    require(by, ENTER_BALLOTS)
    require_own_name(by)
    step = lock_step(step)
    if step.state != StepState.OPEN or step.counting is not None or slip_of(step) is None:
        raise Refused(_("This step isn't open now."))
    return step


def _lock(batch: PaperBatch) -> PaperBatch:
    rows = PaperBatch.objects.select_for_update(no_key=True, of=("self",)).select_related("step__process")
    found = rows.filter(pk=batch.pk).first()
    if found is None:  # dropped in this very moment
        raise Refused(_("This pile is no longer there."))
    return found


def typed(batch: PaperBatch) -> tuple[int, int]:
    """How many slips the first and the second have typed."""
    return batch.slips.filter(first__isnull=False).count(), batch.slips.filter(second__isnull=False).count()
