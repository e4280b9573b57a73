"""Where somebody begins to write: one page with everything that neighbours may share."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quartier.kernel import registry
from quartier.kernel.quarter.modules import is_on


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """ "What would you like to share?" """
    return render(request, "windows/start.html", {"starts": starts()})


def starts() -> list[tuple[str, str, str, str]]:
    """Address, label, icon and tone of each kind that somebody can write here."""
    return [
        (reverse(kind.start_url), str(kind.start_label or kind.label), kind.icon, kind.tone or "primary")
        for kind in registry.kinds().values()
        if kind.start_url and is_on(kind.name.partition(".")[0])
    ]
