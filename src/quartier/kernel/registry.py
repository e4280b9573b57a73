"""Which modules there are: filled once at start, read-only afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from quartier.kernel.contract import Kind, Listen, MatterKind, Module, Notice, Power, Verb
from quartier.kernel.step_contract import ProcessTemplate, StepKind
from quartier.kernel.terms.every import KERNEL_NOTICES, KERNEL_POWERS

API = 1
_modules: dict[str, Module] = {}
_kinds_of_kernel: list[Kind[Any]] = []


class WrongModule(Exception):
    """A module says something that can't be: the server doesn't start, and this says why."""


def load(of_kernel: tuple[Kind[Any], ...] = ()) -> None:
    """Import each installed module's table of contents, check it, and freeze what it says. `of_kernel`: the kernel's kinds."""
    _modules.clear()
    _kinds_of_kernel[:] = of_kernel
    for found in settings.MODULES:
        module = getattr(import_module(f"{found.package}.{found.contents}"), found.contents)
        _check(module, found.slug)
        _modules[module.slug] = module
    for module in _modules.values():
        for listen in module.listens:
            _check_listen(module, listen)
    kinds.cache_clear()
    matter_kinds.cache_clear()


def modules() -> tuple[Module, ...]:
    """All that is installed, kinds of step too, whether switched on or not."""
    return tuple(_modules.values())


def offered() -> tuple[Module, ...]:
    """The modules that a quarter switches on and off. Kinds of step come with the processes that use them."""
    return tuple(module for module in modules() if not isinstance(module, StepKind))


def module(slug: str) -> Module | None:
    return _modules.get(slug)


@cache
def kinds() -> dict[str, Kind[Any]]:
    """Every kind by its name."""
    return {kind.name: kind for kind in (*_kinds_of_kernel, *(one for module in modules() for one in module.kinds))}


def step_kinds() -> dict[str, StepKind]:
    """Every kind of step by its slug."""
    return {slug: module for slug, module in _modules.items() if isinstance(module, StepKind)}


def process_templates() -> dict[str, ProcessTemplate]:
    """Every way from a question to an answer, by its name."""
    return {template.name: template for module in modules() for template in module.process_templates}


@cache
def matter_kinds() -> dict[str, MatterKind]:
    """Every sort of matter by its name."""
    return {kind.name: kind for module in modules() for kind in module.matters}


def kind_of(obj: Model) -> Kind[Any]:
    """The kind that this object is one of."""
    for kind in kinds().values():
        if type(obj) is kind.model:
            return kind
    raise LookupError(f"{type(obj).__name__} belongs to no kind: name it in its module.py.")


def powers() -> Iterator[Power]:
    yield from KERNEL_POWERS
    for item in modules():
        yield from item.powers


def notices() -> dict[str, Notice]:
    """Every notice by its name: the kernel's and the modules'."""
    return {
        notice.name: notice for notice in (*KERNEL_NOTICES, *(one for module in modules() for one in module.notices))
    }


def listeners(verb: Verb, kind: str) -> Iterator[tuple[Module, Listen]]:
    for module in modules():
        for listen in module.listens:
            if listen.verb == verb and listen.kind == kind:
                yield module, listen


def _check(module: Module, slug: str) -> None:
    if module.slug != slug or not slug.isidentifier() or slug != slug.lower():
        raise WrongModule(
            f"The module in {slug}/ calls itself {module.slug!r}: folder, slug and app label are one word."
        )
    if module.api != API:
        raise WrongModule(f"{slug} is written for api {module.api}; this server speaks {API}.")
    if apps.get_app_config(slug).label != slug:
        raise WrongModule(f"{slug}'s app label must be {slug}.")
    named: tuple[tuple[Any, ...], ...] = (
        module.kinds, module.matters, module.notices, module.powers, module.jobs, module.services,
        module.process_templates,
    )  # fmt: skip
    for group in named:
        said = [item.name for item in group]
        for name in said:
            if not name.startswith(f"{slug}."):
                raise WrongModule(f"{slug}: {name!r} must start with {slug + '.'!r}.")
        if len(said) != len(set(said)):
            raise WrongModule(f"{slug} says a name twice: {sorted(said)}.")
    if module.settings is not None and not _has_defaults(module.settings):
        raise WrongModule(f"{slug}: settings must be a dataclass whose fields all have defaults.")


def _has_defaults(schema: type[Any]) -> bool:
    if not is_dataclass(schema):
        return False
    try:
        schema()
    except TypeError:
        return False
    return bool(fields(schema))


def _check_listen(module: Module, listen: Listen) -> None:
    """A kind of an installed module must exist; one of a module that isn't installed is simply never heard."""
    owner = listen.kind.partition(".")[0]
    spoken_of = _modules.get(owner)
    if spoken_of and listen.kind not in {*_names(spoken_of.kinds), *_names(spoken_of.matters)}:
        raise WrongModule(f"{module.slug} listens to {listen.kind!r}, which {owner} doesn't have.")


def _names(items: tuple[Any, ...]) -> set[str]:
    return {item.name for item in items}
