"""The proposals of a process by what the office has said about them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from quartier.api.processes import Feasibility, Proposal, Step

MOST = 300


def there(step: Step) -> Sequence[Proposal]:
    """The most supported first: they are waited for most."""
    found = Proposal.objects.filter(process=step.process_id, withdrawn=None, merged_into=None)
    return list(found.order_by("-support_count", "pk")[:MOST])


def counted(step: Step) -> dict[str, int]:
    found = Proposal.objects.filter(process=step.process_id, withdrawn=None, merged_into=None)
    numbers = dict(found.order_by().values_list("feasibility").annotate(many=Count("pk")))
    return {str(word): int(numbers.get(word, 0)) for word in Feasibility.values}
