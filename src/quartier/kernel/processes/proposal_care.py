"""Whoever looks after a process makes one of two proposals that say the same, and may undo it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quartier.kernel.processes.merging import merge_proposal, part_proposals
from quartier.kernel.processes.proposal_models import Proposal
from quartier.kernel.processes.rights import may_manage
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.ui.flash import done

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Found by words in the title, or by its number; then one is chosen."""
    proposal = _managed(request, pk)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    if request.method == "POST":
        into = _other(proposal, request.POST.get("into", ""))
        merge_proposal(proposal, into=into, by=actor_of(request))
        undo = reverse("process:part", kwargs={"pk": pk})
        done(request, _("Both are one now. Authors and support came along."), undo_url=undo)
        return redirect(into.url)
    context = {"proposal": proposal, "words": words, "found": _found(proposal, words)}
    return render(request, "processes/merge_proposal.html", context)


@require_POST
@signed_in
def part(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = _managed(request, pk)
    part_proposals(proposal, by=actor_of(request))
    done(request, _("Both stand for themselves again."))
    return redirect(proposal.url)


def _found(proposal: Proposal, words: str) -> list[Proposal]:
    others = Proposal.objects.filter(process=proposal.process, merged_into=None, withdrawn=None).exclude(pk=proposal.pk)
    for word in words.split()[:8]:
        others = others.filter(title__icontains=word)
    return list(others.order_by("-support_count", "-pk")[:MOST_FOUND])


def _other(proposal: Proposal, number: str) -> Proposal:
    is_number = number.isascii() and number.isdigit() and len(number) < 18
    found = Proposal.objects.filter(process=proposal.process, pk=int(number)).first() if is_number else None
    if found is None:
        raise Refused(_("Choose another proposal of the same process that is still there."), field="into")
    return found


def _managed(request: HttpRequest, pk: int) -> Proposal:
    proposal = _any(pk)
    if not may_manage(proposal.process, person_of(request)):
        raise Http404
    return proposal


def _any(pk: int) -> Proposal:
    related = ("process__group", "process__organisation", "merged_into")
    found = Proposal.objects.select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
