"""What the quarter decides about the kernel itself, on the same pages as modules' settings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.kernel import registry
from quartier.kernel.contact import settings as contact
from quartier.kernel.contract import Text

OF_KERNEL: dict[str, tuple[Text, type[Any]]] = {contact.SLUG: (_("Writing to one another"), contact.ContactSettings)}


def schema_of(slug: str) -> type[Any] | None:
    """The settings' dataclass of a module, or of a part of the kernel."""
    if slug in OF_KERNEL:
        return OF_KERNEL[slug][1]
    module = registry.module(slug)
    return module.settings if module else None


def name_of(slug: str) -> Text:
    if slug in OF_KERNEL:
        return OF_KERNEL[slug][0]
    module = registry.module(slug)
    return module.name if module else slug
