"""What was deleted for good, so that an old back-up doesn't bring it back: `privacy/erased_list.py` keeps it beside the database."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from quartier.kernel import registry
from quartier.kernel.entries.models import Gone, Shared
from quartier.kernel.entries.sharing import unshare


@transaction.atomic
def delete_for_good(obj: Shared) -> None:
    """Takes it out of every window and deletes it, with what hangs on it."""
    Gone.objects.get_or_create(kind=registry.kind_of(obj).name, object_id=obj.pk, made=obj.created)
    unshare(obj)
    obj.delete()


@transaction.atomic
def delete_again(things: set[tuple[str, int, datetime]]) -> int:
    """Those of them that are here once more. Another that has the number by now was made at another moment, and stays."""
    count = 0
    for kind, pk, made in things:
        model = registry.kinds()[kind].model if kind in registry.kinds() else None
        obj = model._default_manager.filter(pk=pk, created=made).first() if model else None
        if obj is not None:
            delete_for_good(obj)
            count += 1
    return count
