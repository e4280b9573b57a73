"""Suggestions while somebody types an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from quartier.kernel.places import search
from quartier.kernel.quarter.models import current_quarter


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """`?q=marktpl 3` → [{"label": "Marktplatz 3, 71083 Herrenberg", "value": "address:17"}], for `search.chosen`.

    `what` may list other kinds than streets and houses, in the order wanted: `what=point,street`.
    """
    if getattr(request, "person", None) is None and current_quarter().is_set_up:
        return JsonResponse([], safe=False, status=403)
    text = request.GET.get("q", "").replace("\0", "")
    kinds = [kind for kind in request.GET.get("what", "street,address").split(",") if kind in search.KINDS]
    found = [thing for kind in kinds for thing in search.KINDS[kind].find(text, search.LIMIT)][: search.LIMIT]
    response = JsonResponse([{"label": str(thing), "value": search.value_of(thing)} for thing in found], safe=False)
    response["Cache-Control"] = "private, max-age=60"
    return response
