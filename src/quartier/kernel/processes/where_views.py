"""Where a process takes place: shown on the map while it is begun, and changed afterwards."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.drafts.opened import draft_of
from quartier.kernel.places.maps import drawn_map
from quartier.kernel.places.picking import near_in_words, pick_page
from quartier.kernel.places.pins import whole_box
from quartier.kernel.processes.area import SPOT, answers_of, area_chosen
from quartier.kernel.processes.page import process_or_404
from quartier.kernel.processes.rights import may_manage
from quartier.kernel.processes.starting import change_process
from quartier.kernel.processes.where_form import WhereForm
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.ui.flash import done


@require_safe
@signed_in
def pick(request: HttpRequest) -> HttpResponse:
    """A spot for a process that is being begun; with `?process=7` for one that is there."""
    number, draft = request.GET.get("process", ""), request.GET.get("draft", "")
    is_there = number.isascii() and number.isdigit() and len(number) < 10
    form = (
        reverse("process:where", kwargs={"pk": number})
        if is_there
        else reverse("process:ask", kwargs={"step": "where"})
    )
    kept = {"draft": draft} if draft else {}
    return pick_page(
        request,
        whole_box(),
        back=(_("Back"), f"{form}?{urlencode(kept)}"),
        chosen_url=lambda spot: f"{form}?{urlencode({**kept, 'spot': spot})}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def where(request: HttpRequest, pk: int) -> HttpResponse:
    process = process_or_404(person_of(request), pk)
    if not may_manage(process, person_of(request)):
        raise Http404
    draft = draft_of(
        request, f"process.where:{pk}", label=process.title, url=reverse("process:where", kwargs={"pk": pk})
    )
    form = draft.form(WhereForm, initial=answers_of(process))
    take_spot(request, form)
    if form.is_valid():
        with refusals_on(form):
            by = actor_of(request)
            change_process(process, by=by, **area_chosen(form.cleaned_data, by=by))
            draft.drop()
            done(request, _("Saved."))
            return redirect("process:manage", pk=pk)
    context = {"process": process, "form": form, "draft": draft, **parts_of(form)}
    return render(request, "processes/change_where.html", context)


def take_spot(request: HttpRequest, form: WhereForm) -> None:
    """`?spot=` comes from the map."""
    if request.method != "POST" and request.GET.get("spot"):
        form.initial.update(about=SPOT, where=request.GET["spot"][:300])


def parts_of(form: Any) -> dict[str, Any]:
    """What the fields need to be drawn."""
    found = drawn_map()
    frame = found[1] if found else None
    said = str(form["where"].value() or "")
    return {"map_href": found[0] if found else "", "map_frame": frame, "near": near_in_words(said)}
