"""The log of a process, for everybody to read. Opened twice, it says so once: actions note what they changed."""

from __future__ import annotations

from typing import Any

from quartier.kernel.people.actors import Actor
from quartier.kernel.processes.models import Process, ProcessEvent, Step


def note(process: Process, name: str, *, by: Actor | None = None, step: Step | None = None, **details: Any) -> None:
    ProcessEvent.objects.create(process=process, step=step, name=name, by=by.person if by else None, details=details)
