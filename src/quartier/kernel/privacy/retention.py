"""Forgetting by itself: what every table says of how long it keeps is done each night, and what a law made us keep ends too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from quartier.kernel import registry
from quartier.kernel.privacy.duties import person_fields
from quartier.kernel.privacy.tables import keeps

BATCH = 500


def forget_old_rows(now: datetime) -> dict[str, int]:
    """Table → how many rows went. A job runs it; in small transactions, so that nobody has to wait for it."""
    return {rows.model._meta.label: gone for rows in _over(now) if (gone := _delete(rows))}


def _over(now: datetime) -> Iterator[QuerySet[Model]]:
    for keep in keeps().values():
        if keep.until is not None and not keep.job:
            yield keep.model._base_manager.filter(**{f"{keep.counts_from}__lt": now - keep.until})
    for retain in (one for module in registry.modules() for one in module.retains):
        nobodys = _of_nobody(retain.model)
        yield retain.model._base_manager.filter(nobodys, **{f"{retain.counts_from}__lt": now - retain.until})


def _of_nobody(model: type[Model]) -> Q:
    """Rows that are kept only because a law says so: their people have gone."""
    nobody = Q()
    for _name, holder, field in person_fields():
        if holder is model:
            nobody &= Q(**{f"{field.name}__isnull": True})
    return nobody


def _delete(rows: QuerySet[Model]) -> int:
    """In batches. Bytes of files that went along are swept by a job of their own."""
    gone = 0
    numbers = iter(list(rows.values_list("pk", flat=True)))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            rows.model._base_manager.filter(pk__in=batch).delete()
        gone += len(batch)
    return gone
