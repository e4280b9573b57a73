"""Who supported what, and who would have helped, isn't kept for ever; how many did, stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from quartier.kernel.processes.hand_models import ProposalHand
from quartier.kernel.processes.proposal_models import ProposalState, Support

KEPT_FOR = timedelta(days=365)  # after the process has ended
AT_MOST = timedelta(days=5 * 365)  # of what is still being carried out: its supporters hear of it
UNDER_WAY = (ProposalState.CHOSEN, ProposalState.PLANNED, ProposalState.BUILDING)
BATCH = 500


def forget_supporters(now: datetime) -> int:
    """The job. `Proposal.support_count` is a number of its own and stays. Returns how many rows went."""
    return sum(_delete(rows) for rows in _over(now))


def _over(now: datetime) -> Iterator[QuerySet[Model]]:
    old = Q(proposal__process__closed__lt=now - KEPT_FOR) & ~Q(proposal__state__in=UNDER_WAY)
    too_old = Q(proposal__process__closed__lt=now - AT_MOST)
    for model in (Support, ProposalHand):
        yield model._base_manager.filter(old | too_old)


def _delete(rows: QuerySet[Model]) -> int:
    """In small transactions, so that nobody has to wait."""
    gone, numbers = 0, iter(list(rows.values_list("pk", flat=True)))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            rows.model._base_manager.filter(pk__in=batch).delete()
        gone += len(batch)
    return gone
