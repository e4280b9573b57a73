"""The page of a proposal and what is done there: supporting it, changing it, checking it, merging it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.files.actions import delete_file, store_file
from quartier.kernel.files.attaching import describe_file
from quartier.kernel.people.actors import Actor
from quartier.kernel.places.spots import spot_at
from quartier.kernel.processes import proposals as actions
from quartier.kernel.processes.area import must_lie_in_area
from quartier.kernel.processes.proposal_forms import PhotoForm, ProposalForm
from quartier.kernel.processes.proposal_models import Proposal
from quartier.kernel.processes.proposal_page import context_of, proposal_or_404, step_to_support
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.ui.flash import done


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "processes/proposal.html", context_of(request, pk, photo_form=PhotoForm()))


@require_POST
@signed_in
def support(request: HttpRequest, pk: int) -> HttpResponse:
    found, _entry = proposal_or_404(person_of(request), pk)
    step = step_to_support(found)
    if step is None:
        raise Refused(_("This step isn't open now."))
    actions.support(found, step=step, by=actor_of(request))
    return _back(request, found)


@require_POST
@signed_in
def unsupport(request: HttpRequest, pk: int) -> HttpResponse:
    found, _entry = proposal_or_404(person_of(request), pk)
    step = step_to_support(found)
    if step is None:
        raise Refused(_("This step isn't open now."))
    actions.take_support_back(found, step=step, by=actor_of(request))
    return _back(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_proposal_or_404(request, pk)
    said = {"title": found.title, "text": found.text, "where": str(found.place or "")}
    form = ProposalForm(request.POST or None, initial=said)
    if form.is_valid():
        with refusals_on(form):
            details = details_of(form, by=actor_of(request), before=found)
            actions.change_proposal(found, by=actor_of(request), **details)
            done(request, _("Changed."))
            return redirect(found.url)
    return render(request, "processes/change_proposal.html", {"proposal": found, "form": form})


def details_of(form: ProposalForm, *, by: Actor, before: Proposal | None = None) -> dict[str, Any]:
    """What the actions take. The same words for the place leave it where it was."""
    said = form.cleaned_data
    details: dict[str, Any] = {"title": said["title"], "text": said["text"]}
    where = said["where"].strip()
    if before is None or where != str(before.place or ""):
        details["place"] = spot_at(where, by=by, may_lie_outside=said["is_outside"]) if where else None
        if before is not None:
            must_lie_in_area(before.process, details["place"], is_meant=said["is_outside"])
    return details


@require_POST
@signed_in
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_proposal_or_404(request, pk)
    actions.withdraw_proposal(found, by=actor_of(request))
    undo = reverse("process:put_back", kwargs={"pk": pk})
    done(request, _("Withdrawn. Nobody sees it any more."), undo_url=undo)
    return redirect(found.process.url)


@require_POST
@signed_in
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.put_back_proposal, _("It is there again."))


@require_POST
@signed_in
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_proposal_or_404(request, pk)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            _keep_photo(found, form, actor_of(request))
            return redirect(found.url)
    return render(request, "processes/proposal.html", context_of(request, pk, photo_form=form))


def _keep_photo(proposal: Proposal, form: PhotoForm, by: Actor) -> None:
    entry = proposal.entry
    if entry is None:
        raise Refused(_("This proposal is no longer there."), field="photo")
    file = store_file(by=by, upload=form.cleaned_data["photo"], entry=entry)
    if not file.is_picture:
        delete_file(file, by=by)
        raise Refused(_("This is no photo."), field="photo")
    describe_file(file, by=by, alt=form.cleaned_data["alt"])


def own_proposal_or_404(request: HttpRequest, pk: int) -> Proposal:
    found = Proposal.objects.select_related("process", "place").filter(pk=pk).first()
    if found is None or not found.authors.filter(person=actor_of(request).subject).exists():
        raise Http404
    return found


def _do(request: HttpRequest, pk: int, action: Callable[..., None], sentence: str) -> HttpResponse:
    found = own_proposal_or_404(request, pk)
    action(found, by=actor_of(request))
    done(request, sentence)
    return redirect(found.url)


def _back(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """To the list that somebody was reading, else to the proposal."""
    wanted = request.POST.get("back", "")
    is_ours = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    return redirect(wanted if is_ours and len(wanted) < 500 else proposal.url)
