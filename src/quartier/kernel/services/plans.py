"""What shall run beside the web server: asked of the modules, written down for who looks after it (machine/services)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from quartier.kernel import registry
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.refusals import Refused
from quartier.kernel.service_contract import BundlePlan, Service, ServicePlan
from quartier.machine import bundles, environments, service_states

TREE = settings.ROOT.parents[1]
LOCKS = TREE / "requirements"
REFUSED = ".refused.txt"


def services() -> Iterator[Service]:
    """Of the modules that are on."""
    for module in registry.modules():
        if is_on(module.slug):
            yield from module.services


def write_plans() -> None:
    """All of them anew. Whatever is looked after notices by itself and follows."""
    wanted = {service.name: _plan(service) for service in services()}
    if not any(wanted.values()) and not (settings.DATA / "services").exists():
        return
    folder = service_states.folder(settings.DATA)
    for file in folder.glob(f"*{service_states.PLAN}"):
        if not wanted.get(file.name.removesuffix(service_states.PLAN)):
            file.unlink()
    for name, plan in wanted.items():
        if plan is not None:
            _write(folder / f"{name}{service_states.PLAN}", json.dumps(_as_written(plan), indent=1))


def plan_services() -> None:
    """Once what was decided about them is committed."""
    transaction.on_commit(write_plans, robust=True)  # whatever goes wrong with them, what was decided holds


def refused(name: str) -> str:
    """Why there is no plan although the quarter wants it: a sentence, or ""."""
    file = settings.DATA / "services" / f"{name}{REFUSED}"
    return file.read_text() if file.exists() else ""


def built(plan: BundlePlan) -> Path | None:
    """Where its files lie; None while they are being built. What came with the package counts, whatever else is there."""
    for folder in (plan.source / "built", _target(plan)):
        if (folder / bundles.STAMP).exists():
            return folder
    return None


def is_planned(name: str) -> bool:
    """Whether the quarter wants it now. Asks no database."""
    return (settings.DATA / "services" / f"{name}{service_states.PLAN}").exists()


def service_state(name: str) -> str:
    """How it is doing, in a word: "installing", "starting", "running", "absent" … Asks no database."""
    return service_states.read(settings.DATA, name).what


def is_running(name: str) -> bool:
    """Whether it answered when it was last asked, seconds ago. Asks no database."""
    return service_states.read(settings.DATA, name).what == "running"


def python_beside(requirements: str) -> str | None:
    """The Python of the environment in which programs beside the server run; None while it isn't whole."""
    folder, lock = _environments() / f".venv-{requirements}", LOCKS / f"{requirements}.txt"
    return environments.interpreter(folder) if environments.is_ready(folder, lock) else None


def _plan(service: Service) -> ServicePlan | BundlePlan | None:
    """None also where it can't be: then the sentence that says why is kept for the engine room."""
    file = settings.DATA / "services" / f"{service.name}{REFUSED}"
    file.unlink(missing_ok=True)
    try:
        return service.plan()
    except Refused as refusal:
        with override(settings.LANGUAGE_CODE):
            service_states.folder(settings.DATA)
            _write(file, str(refusal.message))
        return None


def _as_written(plan: ServicePlan | BundlePlan) -> dict[str, object]:
    if isinstance(plan, BundlePlan):
        return {"source": str(plan.source), "target": str(_target(plan)), "lock": str(LOCKS / "node.txt")}
    said = {**asdict(plan), "variables": dict(plan.variables)}
    if not plan.requirements:
        return {**said, "lock": "", "environment": ""}
    lock = LOCKS / f"{plan.requirements}.txt"
    return {**said, "lock": str(lock), "environment": str(_environments() / f".venv-{plan.requirements}")}


def _target(plan: BundlePlan) -> Path:
    return _environments() / f".bundle-{plan.source.parent.name}"


def _environments() -> Path:
    """Beside our own, where several servers share it; in the data folder where we may write nowhere else."""
    if chosen := os.environ.get("QUARTIER_ENVIRONMENTS"):
        return Path(chosen)
    return TREE if os.access(TREE, os.W_OK) else settings.DATA


def _write(file: Path, text: str) -> None:
    """For the server's own user alone: settings may hold secrets."""
    part = file.with_name(f"{file.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(text)
    part.replace(file)
