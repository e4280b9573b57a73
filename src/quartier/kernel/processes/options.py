"""What an organiser chose for one step: JSON in the database, a frozen dataclass for everybody else."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.people.actors import Actor
from quartier.kernel.processes.locking import lock_step
from quartier.kernel.processes.models import Step, StepState
from quartier.kernel.processes.rights import must_manage
from quartier.kernel.quarter.schemas import checked_settings
from quartier.kernel.refusals import Refused

O = TypeVar("O")  # noqa: E741


def options_of(step: Step, schema: type[O]) -> O:
    """`options_of(step, VoteOptions).seats`. A field that is no longer known is left out."""
    known = {item.name for item in fields(schema)}  # type: ignore[arg-type]
    return schema(**{name: value for name, value in step.options.items() if name in known})


def checked_options(kind: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """What is stored: every field, also those that nobody chose."""
    schema = registry.step_kinds()[kind].options
    return asdict(schema(**chosen))


@transaction.atomic
def change_options(step: Step, *, by: Actor, chosen: dict[str, Any]) -> None:
    """While nobody has begun: people have relied on the rules of a step that is open."""
    step = lock_step(step)
    must_manage(step.process, by)
    if step.state != StepState.PLANNED:
        raise Refused(_("This step has begun. Its rules stay as they are."))
    step.options = {**step.options, **checked_settings(step.of_kind.options, chosen)}
    step.options |= {name: value for name, value in chosen.items() if name in step.options}
    step.save(update_fields=["options"])
