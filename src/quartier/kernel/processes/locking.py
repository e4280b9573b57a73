"""Rows as they are now, kept from everybody else until the transaction ends. First the process, then its step."""

from __future__ import annotations

from quartier.kernel.processes.models import Process, Step
from quartier.kernel.quarter.models import Quarter


def lock(process: Process) -> Process:
    """The process."""
    return Process.objects.select_for_update(no_key=True).get(pk=process.pk)


def lock_step(step: Step) -> Step:
    """A step. Casting a vote and closing both take it, so that no ballot falls between the two."""
    locked = Step.objects.select_for_update(no_key=True, of=("self",)).select_related("process").get(pk=step.pk)
    return locked


def lock_beginnings() -> None:
    """Whoever begins something of which there is one at a time waits here until another has begun theirs."""
    Quarter.objects.select_for_update(no_key=True).get_or_create(pk=1)
