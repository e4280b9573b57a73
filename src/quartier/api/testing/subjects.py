"""What the contract suite runs over: everything the installed modules say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings

from quartier.kernel import registry
from quartier.kernel.contract import Module
from quartier.kernel.discovery import Found
from quartier.kernel.step_contract import StepKind

Only = list[str] | None
Cases = Iterator[tuple[str, Any]]


def modules(only: Only) -> Cases:
    for module in registry.modules():
        if only is None or module.slug in only:
            yield module.slug, module


def step_kinds(only: Only) -> Cases:
    return ((slug, module) for slug, module in modules(only) if isinstance(module, StepKind))


def kinds(only: Only) -> Cases:
    for module in _modules(only):
        for kind in module.kinds:
            yield kind.name, kind


def examples(only: Only) -> Cases:
    for module in _modules(only):
        for number, example in enumerate(module.examples):
            yield _title(example.url, [other.url for other in module.examples[:number]]), example


def posts(only: Only) -> Cases:
    return ((title, example) for title, example in examples(only) if example.post is not None)


def jobs(only: Only) -> Cases:
    for module in _modules(only):
        for job in module.jobs:
            yield job.name, job


def listens(only: Only) -> Cases:
    for module in _modules(only):
        for listen in module.listens:
            yield f"{module.slug}-{listen.verb}-{listen.kind}", (module, listen)


BY_NAME: dict[str, Callable[[Only], Cases]] = {
    "module": modules,
    "kind": kinds,
    "step_kind": step_kinds,
    "example": examples,
    "post_example": posts,
    "job": jobs,
    "listen": listens,
}


def found_of(module: Module) -> Found:
    """Where the module lies."""
    found: Found = next(found for found in settings.MODULES if found.slug == module.slug)
    return found


def _modules(only: Only) -> Iterator[Module]:
    for _slug, module in modules(only):
        yield module


def _title(url: str, earlier: list[str]) -> str:
    return f"{url}-{earlier.count(url) + 1}" if url in earlier else url
