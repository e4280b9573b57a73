"""What an organiser chose for one step: JSON in the database, a frozen dataclass for everybody else."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, TypeVar

from quartier.kernel import registry
from quartier.kernel.processes.models import Step

O = TypeVar("O")  # noqa: E741


def options_of(step: Step, schema: type[O]) -> O:
    """`options_of(step, VoteOptions).seats`. A field that is no longer known is left out."""
    known = {item.name for item in fields(schema)}  # type: ignore[arg-type]
    return schema(**{name: value for name, value in step.options.items() if name in known})


def checked_options(kind: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """What is stored: every field, also those that nobody chose."""
    schema = registry.step_kinds()[kind].options
    return asdict(schema(**chosen))
