"""Modules on and off, and their settings, at run time."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from django.db import transaction

from quartier.kernel import registry
from quartier.kernel.quarter.models import Quarter, current_quarter, forget_quarter, settings_of_module

S = TypeVar("S")


def is_on(slug: str) -> bool:
    return slug not in current_quarter().switched_off


@transaction.atomic
def write_switch(slug: str, *, on: bool) -> None:
    """Stores the switch alone; `entries.switching` also shows or hides what the module shared."""
    quarter, _created = Quarter.objects.select_for_update().get_or_create(pk=1)
    quarter.switched_off = sorted({*quarter.switched_off} - {slug} if on else {*quarter.switched_off, slug})
    quarter.save(update_fields=["switched_off"])
    forget_quarter()


def begin_frugally(quarter: Quarter) -> None:
    """What comes with an update, or isn't for a fresh quarter, waits until somebody needs it. Changes the object alone."""
    known = set(quarter.known_modules)
    new = [module for module in registry.offered() if module.slug not in known]
    waiting = {module.slug for module in new if not (module.serves and module.serves.is_there_from_start)}
    quarter.switched_off = sorted({*quarter.switched_off} | waiting)
    quarter.known_modules = sorted(known | {module.slug for module in new})


@transaction.atomic
def note_new_modules() -> None:
    """At each start, before the first page: an update switches nothing on by itself."""
    quarter = Quarter.objects.select_for_update().filter(pk=1, is_set_up=True).first()
    if quarter is not None:
        begin_frugally(quarter)
        quarter.save(update_fields=["switched_off", "known_modules"])
        forget_quarter()


def read_settings(slug: str, schema: type[S]) -> S:
    """The module's settings: what the quarter chose, else the defaults. A field that is no longer known is left out."""
    known = {item.name for item in fields(schema)}  # type: ignore[arg-type]
    chosen = {name: value for name, value in settings_of_module(slug).items() if name in known}
    return schema(**chosen)


@transaction.atomic
def write_settings(slug: str, chosen: dict[str, Any]) -> None:
    quarter, _created = Quarter.objects.select_for_update().get_or_create(pk=1)
    quarter.settings = {**quarter.settings, slug: chosen}
    quarter.save(update_fields=["settings"])
    forget_quarter()
