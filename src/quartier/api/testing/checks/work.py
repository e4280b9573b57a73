"""Listeners and jobs: either may be called twice for one thing, and then changes nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from quartier.api.testing.cast import Cast
from quartier.api.testing.snapshots import changed_tables, snapshot
from quartier.kernel import registry
from quartier.kernel.contract import Job, Listen, Module
from quartier.kernel.entries.sharing import share
from quartier.kernel.facts.delivery import record
from quartier.kernel.people.actors import Actor


@pytest.mark.django_db
def test_a_listener_may_hear_a_fact_twice(listen: tuple[Module, Listen], cast: Cast) -> None:
    _module, heard = listen
    kind: Any = registry.kinds().get(heard.kind)
    entry = share(kind.example(cast.owner), by=Actor(cast.owner)) if kind else None
    fact = record(heard.verb, heard.kind, by=Actor(cast.owner), entry_id=entry.pk if entry else None)
    heard.do(fact)
    once = snapshot()
    heard.do(fact)
    assert changed_tables(once, snapshot()) == []


@pytest.mark.django_db
def test_a_job_may_run_twice(job: Job, cast: Cast) -> None:
    owner = next(module for module in registry.modules() if job in module.jobs)
    for kind in owner.kinds:
        share(kind.example(cast.owner), by=Actor(cast.owner))
    now = timezone.now()
    job.do(now)
    once = snapshot()
    job.do(now)
    assert changed_tables(once, snapshot()) == []
