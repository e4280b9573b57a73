"""Proposals that were made elsewhere: all of them or none, quietly, and the same number of the same source once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel.entries.sharing import share_many
from quartier.kernel.people.actors import Actor
from quartier.kernel.places.models import OSM_TEXT, Place
from quartier.kernel.places.points import Point
from quartier.kernel.processes.area import note_where
from quartier.kernel.processes.events import note
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.models import Step
from quartier.kernel.processes.proposal_models import Origin, Proposal, ProposalChange
from quartier.kernel.processes.rights import must_manage
from quartier.kernel.refusals import Refused

BATCH = 500


@dataclass(frozen=True)
class Foreign:
    """A proposal as a table has it. It has no author here: nobody of the quarter said it."""

    title: str
    text: str = ""
    point: Point | None = None
    where: str = ""
    cost_cents: int | None = None
    support: int = 0
    created: datetime | None = None
    source: str = ""  # its number there


@transaction.atomic
def import_proposals(step: Step, rows: Iterable[Foreign], *, by: Actor) -> list[Proposal]:
    """Returns those that are new. Nobody is told of each of them."""
    step = lock_step(step)
    must_manage(step.process, by)
    if step.process.is_over:
        raise Refused(_("This process is over."))
    known = set(Proposal.objects.filter(process=step.process).exclude(source="").values_list("source", flat=True))
    fresh = []
    for row in rows:
        if row.source not in known:
            fresh.append(row)
            known |= {row.source} - {""}
    places = _places(fresh)
    now = timezone.now()
    proposals = [_proposal(step, row, places, now) for row in fresh]
    Proposal.objects.bulk_create(proposals, batch_size=BATCH)
    for proposal in proposals:
        proposal.process = step.process  # read already
    changes = (ProposalChange(proposal=one, state=one.state, by=by.person, at=one.created) for one in proposals)
    ProposalChange.objects.bulk_create(changes, batch_size=BATCH)
    share_many(proposals, at=now)
    if proposals:
        note(step.process, "imported", by=by, step=step, count=len(proposals))
    return proposals


def _proposal(step: Step, row: Foreign, places: dict[tuple[str, Point | None], Place], now: datetime) -> Proposal:
    place = places.get((row.where, row.point))
    proposal = Proposal(
        process=step.process,
        origin=Origin.IMPORTED,
        title=row.title,
        text=row.text,
        place=place,
        latitude=row.point.latitude if row.point else place.latitude if place else None,
        longitude=row.point.longitude if row.point else place.longitude if place else None,
        cost_cents=row.cost_cents,
        support_elsewhere=row.support,
        source=row.source[:80],
        created=row.created or now,
    )
    note_where(proposal)
    return proposal


def _places(rows: Sequence[Foreign]) -> dict[tuple[str, Point | None], Place]:
    """One for each name and spot. A spot without a name needs none: its proposal says where it is."""
    wanted = dict.fromkeys((row.where, row.point) for row in rows if row.where)
    made = [
        Place(
            name=where[:OSM_TEXT],
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
        )
        for where, point in wanted
    ]
    return dict(zip(wanted, Place.objects.bulk_create(made, batch_size=BATCH), strict=True))
