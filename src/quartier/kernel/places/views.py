"""Suggestions while somebody types an address, and the drawn street map."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_safe

from quartier.kernel.places import search
from quartier.kernel.places.models import StreetMap
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


@require_safe
def street_map(request: HttpRequest, version: str) -> HttpResponse:
    """The picture itself. Its address changes with every import, so browsers keep it for ever."""
    picture = StreetMap.objects.filter(version=version).values_list("picture", flat=True).first()
    if picture is None:
        raise Http404
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
