"""What was deleted for good, so that an old back-up doesn't bring it back: `privacy/erased_list.py` keeps it beside the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from quartier.kernel import registry
from quartier.kernel.entries.models import Gone, Shared
from quartier.kernel.entries.sharing import unshare


@transaction.atomic
def delete_for_good(obj: Shared) -> None:
    """Takes it out of every window and deletes it, with what hangs on it."""
    note_gone(registry.kind_of(obj).name, [(obj.pk, obj.created)])
    unshare(obj)
    obj.delete()


def note_gone(name: str, rows: Iterable[tuple[int, datetime]]) -> None:
    """Their numbers and when they were made: of a kind, or of what hangs on one, like a comment."""
    Gone.objects.bulk_create([Gone(kind=name, object_id=pk, made=made) for pk, made in rows], ignore_conflicts=True)


@transaction.atomic
def delete_again(
    things: set[tuple[str, int, datetime]], parts: Mapping[str, tuple[type[Model], str]] | None = None
) -> int:
    """Those of them that are here once more. Another that has the number by now was made at another moment, and stays.

    `parts`: what hangs on something shared: its name here, its model, and the field that says when it was made.
    """
    count = 0
    for name, pk, made in things:
        if parts and name in parts:
            model, field = parts[name]
            count += bool(model._default_manager.filter(**{"pk": pk, field: made}).delete()[0])
        elif name in registry.kinds():
            obj = registry.kinds()[name].model._default_manager.filter(pk=pk, created=made).first()
            if obj is not None:
                delete_for_good(obj)
                count += 1
    return count
