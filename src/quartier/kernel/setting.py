"""One field of what a quarter may choose about a module."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from quartier.kernel.contract import Text

T = TypeVar("T")


def setting(default: T, *, label: Text, help: Text = "", at_least: int | None = None, at_most: int | None = None) -> T:
    """A field of a module's settings: `max_open: int = setting(5, label=_("Open offers a person"), at_least=1)`."""
    shown = {"label": label, "help": help, "at_least": at_least, "at_most": at_most}
    return field(default=default, metadata=shown)
