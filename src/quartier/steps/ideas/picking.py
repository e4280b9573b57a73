"""Showing on the map where an idea belongs; what was typed before waits as a draft."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.api import pick_page, whole_box
from quartier.api.processes import Proposal, area_of, step_or_404
from quartier.steps.ideas.queries import pins_of

SLUG = "ideas"


@require_safe
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    step = step_or_404(request, pk, kind=SLUG)
    form, draft = reverse("ideas:new", kwargs={"pk": pk}), request.GET.get("draft", "")
    kept = {"draft": draft} if draft else {}

    def with_spot(spot: str) -> str:
        return f"{form}?{urlencode({'where': spot, **kept})}"

    back = f"{form}?{urlencode(kept)}" if kept else form
    box = whole_box(pins_of(Proposal.objects.filter(process=step.process)), area_of(step.process))
    return pick_page(request, box, back=(_("Bring an idea"), back), chosen_url=with_spot)
