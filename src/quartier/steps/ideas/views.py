"""The pages that everybody reads: the list of ideas, the map, what is alike"""

from random import SystemRandom

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.api import (
    Point,
    Refused,
    person_of,
    point_named,
)
from quartier.api.processes import Proposal, may_manage, step_or_404
from quartier.steps.ideas import faces, queries
from quartier.steps.ideas.memory import alike
from quartier.steps.ideas.queries import Wish
from quartier.ui.jinja import query

SLUG = "ideas"
_dice = SystemRandom()


@require_safe
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """All ideas. Filters, order and page stand in the address, so that a list can be sent to somebody."""
    step = step_or_404(request, pk, kind=SLUG)
    wish = Wish.of(request.GET.dict(), person_of(request))
    if wish.order == "mixed" and not wish.seed:
        return redirect(query(request, seed=str(_dice.randrange(1, 10**8))))
    return render(request, "ideas/list.html", faces.of_list(request, step, wish))


@require_safe
def on_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The same ideas on a map, and below it those of the part that is shown."""
    step = step_or_404(request, pk, kind=SLUG)
    problem = ""
    if request.GET.get("around", "").strip():
        part, problem = _around(request.GET["around"])
        if part:
            return redirect(query(request, around=None, box=part, page=None))
    wish = Wish.of(request.GET.dict(), person_of(request))
    return render(request, "ideas/map.html", {**faces.of_map(request, step, wish), "problem": problem})


def _around(text: str) -> tuple[str, str]:
    """The part of the map around an address; else a sentence."""
    try:
        point = point_named(text[:300].replace("\x00", ""))
    except Refused as refusal:
        return "", str(refusal.message)
    return (faces.box_around(point).word, "") if point else ("", _("Nobody knows this street or place here."))


@require_safe
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """What says the same as one idea; whoever looks after the process merges from here."""
    viewer = person_of(request)
    proposal = Proposal.objects.select_related("process", "place").filter(pk=pk).first()
    if proposal is None:
        raise Http404
    found = queries.all_of(proposal.process, viewer)
    if not proposal.is_there or not found.filter(pk=pk).exists():
        raise Http404
    numbers = alike(proposal.process, proposal.title, proposal.text, point_of(proposal), but=proposal.pk)
    context = {
        "proposal": proposal,
        "found": queries.in_order(found, numbers),
        "may_manage": may_manage(proposal.process, viewer),
    }
    return render(request, "ideas/similar.html", context)


def point_of(proposal: Proposal) -> Point | None:
    if proposal.latitude is None or proposal.longitude is None:
        return None
    return Point(proposal.latitude, proposal.longitude)
