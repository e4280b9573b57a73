"""Blocking somebody, in two taps: a quiet link beside their name, and one question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.blocking import actions
from quartier.kernel.blocking.queries import blocks_of, has_duties, somebody_or_404
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done


@require_safe
@signed_in
def blocks(request: HttpRequest) -> HttpResponse:
    """Whom I blocked, and the way back."""
    return render(request, "blocking/blocks.html", {"blocks": list(blocks_of(actor_of(request).subject))})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """What it does, and the button."""
    by = actor_of(request)
    other, refusal = somebody_or_404(by.subject, pk), ""
    if request.method == "POST":
        try:
            actions.block(other, by=by)
        except Refused as refused:
            refusal = str(refused.message)
        else:
            undo_url = reverse("blocks:undo", kwargs={"pk": pk})
            done(request, _("You no longer meet %(name)s here.") % {"name": other.full_name}, undo_url=undo_url)
            return redirect("blocks:list")
    context = {"other": other, "refusal": refusal, "has_duties": has_duties(other)}
    return render(request, "blocking/block.html", context, status=403 if refusal else 200)


@require_POST
@signed_in
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    other = somebody_or_404(by.subject, pk)
    actions.unblock(other, by=by)
    done(request, _("You meet %(name)s again.") % {"name": other.full_name})
    return redirect("blocks:list")
