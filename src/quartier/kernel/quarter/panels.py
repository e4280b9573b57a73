"""What modules add to the kernel's pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from quartier.kernel import registry
from quartier.kernel.contract import Slot
from quartier.kernel.quarter.modules import is_on


def panels(request: HttpRequest, slot: Slot, about: Any = None) -> list[Markup]:
    """Each module's panel for this slot, drawn, in order; those with nothing to say are left out."""
    on = (module for module in registry.modules() if is_on(module.slug))
    wanted = sorted(
        (panel for module in on for panel in module.panels if panel.slot == slot), key=lambda panel: panel.order
    )
    drawn = ((panel, panel.render(request, about)) for panel in wanted)
    return [
        Markup(render_to_string(panel.template, dict(context), request))  # noqa: S704 (a template's own output)
        for panel, context in drawn
        if context is not None
    ]
