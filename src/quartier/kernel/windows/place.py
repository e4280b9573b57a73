"""The page of one place: where it is, when it is open, what is going on there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.kernel.contract import Slot
from quartier.kernel.entries.feed import at_place
from quartier.kernel.places import hours
from quartier.kernel.places.maps import map_around
from quartier.kernel.places.models import Place
from quartier.kernel.quarter.panels import panels
from quartier.kernel.requests import person_of
from quartier.kernel.windows.cards import card_of

Fact = tuple[str, str, str]


@require_safe
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Streets, shops and parks have a page. A house has none; what somebody only typed has one for who may read it."""
    found = get_object_or_404(Place.objects.select_related("point_of_interest", "street"), pk=pk)
    viewer = person_of(request)
    entries = at_place(viewer, found)
    is_known = found.point_of_interest is not None or found.street is not None
    if found.is_blurred or not (is_known or entries):
        raise Http404
    context = {
        "place": found,
        "map": map_around(found),
        "facts": _facts(found),
        "cards": [{**card_of(entry, viewer), "where": ""} for entry in entries],
        "panels": panels(request, Slot.PLACE, found),
    }
    return render(request, "windows/place.html", context)


def _facts(place: Place) -> list[Fact]:
    """What OpenStreetMap knows of it, where anybody wrote it down."""
    point = place.point_of_interest
    if point is None:
        return []
    tags = point.tags
    wheelchair = {"yes": _("without steps"), "limited": _("partly without steps"), "no": _("only by steps")}
    return [
        (_("Opening hours"), " · ".join(hours.in_words(tags.get("opening_hours", ""))), "clock"),
        (_("Address"), point.address, "map-pin"),
        (_("Phone"), tags.get("phone") or tags.get("contact:phone", ""), "phone"),
        (_("By wheelchair"), wheelchair.get(tags.get("wheelchair", ""), ""), "accessibility"),
    ]
