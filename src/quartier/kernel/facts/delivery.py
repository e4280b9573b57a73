"""How listeners hear of facts: after the commit, each on its own, again until it worked."""

from __future__ import annotations

import logging
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.contract import Verb
from quartier.kernel.facts.models import Fact
from quartier.kernel.inserting import insert
from quartier.kernel.people.actors import Actor
from quartier.kernel.quarter.modules import is_on

log = logging.getLogger(__name__)


def record(verb: Verb, kind: str, *, by: Actor | None, entry_id: int | None = None) -> Fact:
    """Writes a fact within the caller's transaction; listeners hear of it once that is committed.

    A fact nobody listens to is delivered from the start, so that it costs no second write.
    """
    fact = Fact(
        verb=verb,
        kind=kind,
        entry_id=entry_id,
        by=by.person if by else None,
        for_person=by.for_person if by else None,
        at=timezone.now(),
        is_delivered=not any(registry.listeners(verb, kind)),
    )
    insert([fact])
    if not fact.is_delivered:
        transaction.on_commit(partial(deliver, fact))
    return fact


def deliver(fact: Fact) -> bool:
    """Tells each listener. Where one fails the fact stays in the outbox, and all of them will hear it once more."""
    has_failed = False
    for module, listen in registry.listeners(Verb(fact.verb), fact.kind):
        if not is_on(module.slug):
            continue
        try:
            with transaction.atomic():
                listen.do(fact)
        except Exception:
            log.exception("%s could not take in fact %s", module.slug, fact.pk)
            has_failed = True
    if not has_failed:
        with connection.cursor() as cursor:  # each post and comment ends with this: Django would write the SQL anew
            cursor.execute("UPDATE kernel_fact SET is_delivered = %s WHERE id = %s", [True, fact.pk])
    return not has_failed


def sweep(limit: int = 500) -> int:
    """Delivers what is still in the outbox, oldest first; says how many facts got through."""
    waiting = Fact.objects.filter(is_delivered=False).order_by("id")[:limit]
    return sum(deliver(fact) for fact in waiting)
