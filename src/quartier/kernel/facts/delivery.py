"""How listeners hear of facts: the background worker tells them, each on its own, again until it worked.

Nothing of it happens in a request. A fact that a listener fails at leaves the outbox all the same, and the listener goes on
a list of its own (`Unheard`): so neither the other listeners nor later facts wait for it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from quartier.kernel import registry
from quartier.kernel.backoff import GIVE_UP_AFTER, next_try, where_it_broke
from quartier.kernel.contract import Listen, Module, Verb
from quartier.kernel.facts.models import Fact, Unheard
from quartier.kernel.inserting import insert
from quartier.kernel.people.actors import Actor
from quartier.kernel.quarter.modules import is_on

log = logging.getLogger(__name__)
MOST_AGAIN = 50  # a round: those that fail must not hold up those that work
WHILE_OFF = timedelta(hours=1)
GONE = "not installed"


def record(verb: Verb, kind: str, *, by: Actor | None, entry_id: int | None = None) -> Fact:
    """Writes a fact within the caller's transaction; once that is committed the worker tells the listeners.

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
    if not fact.is_delivered and settings.LISTENERS_AT_ONCE:
        transaction.on_commit(partial(deliver, fact))
    return fact


def deliver(fact: Fact) -> bool:
    """Tells each listener; who fails shall hear it again. Killed in the middle, all of them hear it once more."""
    now, failed = timezone.now(), []
    for module, listen in registry.listeners(Verb(fact.verb), fact.kind):
        if not is_on(module.slug):
            continue
        try:
            _tell(listen, fact)
        except Exception as error:
            log.exception("%s could not take in fact %s", name_of(module, listen), fact.pk)
            failed.append(
                Unheard(fact=fact, listener=name_of(module, listen), due=next_try(1, now), error=where_it_broke(error))
            )
    _leaves_outbox(fact, failed)
    return not failed


def sweep(limit: int = 500, now: datetime | None = None) -> int:
    """One round: what is new, oldest first, then what shall be heard again. Says how many facts got through."""
    waiting = Fact.objects.filter(is_delivered=False).order_by("id")[:limit]
    told = sum(deliver(fact) for fact in waiting)
    return told + sum(_again(unheard, now or timezone.now()) for unheard in _due(now or timezone.now()))


def name_of(module: Module, listen: Listen) -> str:
    """The same after a restart: that is how a listener is found again."""
    do = listen.do
    where = getattr(do, "__module__", module.slug).rpartition(".")[2]
    return f"{module.slug}.{where}.{getattr(do, '__qualname__', type(do).__name__)}"[:160]


def _tell(listen: Listen, fact: Fact) -> None:
    with transaction.atomic():
        listen.do(fact)


@transaction.atomic
def _leaves_outbox(fact: Fact, failed: Sequence[Unheard]) -> None:
    if failed:
        Unheard.objects.bulk_create(failed, ignore_conflicts=True)
    with (
        connection.cursor() as cursor
    ):  # in tests each post and comment ends with this: Django would write the SQL anew
        cursor.execute("UPDATE kernel_fact SET is_delivered = %s WHERE id = %s", [True, fact.pk])


def _due(now: datetime) -> list[Unheard]:
    waiting = Unheard.objects.filter(given_up=None, due__lte=now).select_related("fact")
    return list(waiting.order_by("due")[:MOST_AGAIN])


def _again(unheard: Unheard, now: datetime) -> bool:
    """One listener, one fact. What a switched-off module missed it hears when it is on again."""
    fact = unheard.fact
    found = [
        (module, listen)
        for module, listen in registry.listeners(Verb(fact.verb), fact.kind)
        if name_of(module, listen) == unheard.listener
    ]
    if not found:
        _put_off(unheard, now, GONE)
        return False
    if not is_on(found[0][0].slug):
        Unheard.objects.filter(pk=unheard.pk).update(due=now + WHILE_OFF)
        return False
    try:
        for _module, listen in found:
            _tell(listen, fact)
    except Exception as error:
        log.exception("%s still can't take in fact %s", unheard.listener, fact.pk)
        _put_off(unheard, now, where_it_broke(error))
        return False
    unheard.delete()
    return True


def _put_off(unheard: Unheard, now: datetime, reason: str) -> None:
    tries = unheard.tries + 1
    is_over = now - unheard.since > GIVE_UP_AFTER
    Unheard.objects.filter(pk=unheard.pk).update(
        tries=min(tries, 30_000),
        due=next_try(tries, now),
        error=reason[:200],
        given_up=now if is_over else None,
    )
