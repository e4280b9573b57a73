"""The list of processes, and the ways to begin one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.api import person_of, signed_in
from quartier.modules.participate import faces, queries
from quartier.modules.participate.queries import PAGE, Wish
from quartier.modules.participate.ways import WAYS
from quartier.ui.jinja import query


@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """What is under way and what came of earlier ones. The filter stands in the address."""
    viewer = person_of(request)
    wish = Wish.of(request.GET.dict(), viewer)
    found = queries.listed(viewer, wish)
    steps = queries.steps_of(found[:PAGE])
    context: dict[str, Any] = {
        "cards": [faces.card(process, steps[process.pk], viewer) for process in found[:PAGE]],
        "drafts": queries.drafts_of(viewer) if not wish.show else [],
        "wish": wish,
        "shows": [("now", _("Under way")), ("waiting", _("Waiting for an answer")), ("over", _("Over"))],
        "older_url": query(request, page=wish.page + 1) if len(found) > PAGE else "",
        "newer_url": query(request, page=wish.page - 1 if wish.page > 2 else None) if wish.page > 1 else "",
    }
    return render(request, "participate/list.html", context)


@require_safe
@signed_in
def ways(request: HttpRequest) -> HttpResponse:
    """How one can ask neighbours, each way with its steps."""
    return render(request, "participate/ways.html", {"ways": WAYS})
