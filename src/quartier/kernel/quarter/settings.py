"""settings_of(): what the quarter chose for a module."""

from __future__ import annotations

from typing import TypeVar

from quartier.kernel import registry
from quartier.kernel.quarter.modules import read_settings

S = TypeVar("S")


def settings_of(schema: type[S]) -> S:
    """The settings of the module whose `settings` is this dataclass, e.g. `settings_of(HelpSettings).max_open`."""
    for module in registry.modules():
        if module.settings is schema:
            return read_settings(module.slug, schema)
    raise LookupError(f"No module has {schema.__name__} as its settings.")
