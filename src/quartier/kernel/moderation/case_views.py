"""What moderators see: what waits, and one page for each case."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.gate.pages import refused_to
from quartier.kernel.moderation import decisions
from quartier.kernel.moderation.concerned import is_concerned, may_decide, not_concerning
from quartier.kernel.moderation.evidence import path_of
from quartier.kernel.moderation.forms import DecisionForm
from quartier.kernel.moderation.models import RUNNING, Case, EvidenceFile
from quartier.kernel.moderation.pages import case_context, for_moderators, name_of
from quartier.kernel.moderation.panel_models import Seat
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.notifications.actions import mark_read_here
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of
from quartier.kernel.roles.powers import has_power
from quartier.kernel.terms.moderation import MODERATE
from quartier.ui.flash import done

LAST = 20


@require_safe
@for_moderators
def cases(request: HttpRequest) -> HttpResponse:
    """Without those that concern whoever asks: they don't even learn that there is one."""
    me = actor_of(request).person
    waiting = not_concerning(me, Case.objects.filter(state__in=RUNNING))
    over = not_concerning(me, Case.objects.exclude(state__in=RUNNING).order_by("-closed")[:LAST])
    context = {"waiting": [_row(case) for case in waiting], "over": [_row(case) for case in over]}
    return render(request, "moderation/cases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderators
def case(request: HttpRequest, pk: int) -> HttpResponse:
    by, found = actor_of(request), _case(request, pk)
    if request.method == "GET":
        mark_read_here(by.person, found.url)
    is_mine = found.is_running and decisions.decided_by_moderators(found) and may_decide(found, by.person)
    form = DecisionForm(request.POST if request.method == "POST" else None, case=found)
    if form.is_valid():
        with refusals_on(form):
            decisions.decide_alone(found, by=by, **form.vote)
            done(request, _("Decided. Both sides are told."))
            return redirect("moderation:case", pk=pk)
    context = {"shown": case_context(found), "form": form if is_mine or form.is_bound else None}
    return render(request, "moderation/case.html", context)


@require_POST
@for_moderators
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    found = _case(request, pk)
    with refused_to(request):
        decisions.hold(found, by=actor_of(request))
        done(request, _("Hidden until it is decided."))
    return redirect("moderation:case", pk=pk)


@require_POST
@for_moderators
def release(request: HttpRequest, pk: int) -> HttpResponse:
    found = _case(request, pk)
    with refused_to(request):
        decisions.release(found, by=actor_of(request))
        done(request, _("It is shown again until it is decided."))
    return redirect("moderation:case", pk=pk)


@require_safe
def evidence(request: HttpRequest, key: str) -> HttpResponseBase:
    """A copied picture, to those who decide and nobody else."""
    file = get_object_or_404(EvidenceFile.objects.select_related("evidence__case__about"), key=key)
    viewer = person_of(request)
    if viewer is None or not _may_look(viewer, file.evidence.case) or not path_of(key).is_file():
        raise Http404
    response = FileResponse(
        path_of(key).open("rb"), as_attachment=not file.is_picture, filename=file.name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": True}  # type: ignore[attr-defined]  # as csp.decorators do
    return response


def _may_look(viewer: Person, case: Case) -> bool:
    if is_concerned(case, viewer):
        return False
    sits = Seat.objects.filter(panel__case=case, person=viewer, left=None).exists()
    return has_power(viewer, MODERATE) or sits


def _case(request: HttpRequest, pk: int) -> Case:
    found = Case.objects.select_related("about").filter(pk=pk).first()
    if found is None or is_concerned(found, actor_of(request).person):
        raise Http404
    return found


def _row(case: Case) -> dict[str, object]:
    return {"case": case, "label": REPORTABLES[case.what].label, "name": name_of(case), "icon": "flag"}
