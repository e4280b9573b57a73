"""What modules add to the kernel's pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from quartier.kernel import registry
from quartier.kernel.contract import Slot
from quartier.kernel.quarter.modules import is_on


def panels(request: HttpRequest, slot: Slot, about: Any = None) -> list[SafeString]:
    """Each module's panel for this slot, drawn, in order; those with nothing to say are left out."""
    on = (module for module in registry.modules() if is_on(module.slug))
    wanted = sorted(
        (panel for module in on for panel in module.panels if panel.slot == slot), key=lambda panel: panel.order
    )
    drawn = ((panel, panel.render(request, about)) for panel in wanted)
    return [render_to_string(panel.template, dict(context), request) for panel, context in drawn if context is not None]
