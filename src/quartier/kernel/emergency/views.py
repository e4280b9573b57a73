"""The pages of key holders in an emergency. There is no page on which anybody is somebody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.emergency import actions
from quartier.kernel.emergency.forms import OpeningForm
from quartier.kernel.emergency.models import OPEN_FOR, TO_APPROVE, Opening
from quartier.kernel.gate.pages import refused_to
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of
from quartier.kernel.roles.keys import key_holders
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.data import EMERGENCY
from quartier.ui.flash import done

P = ParamSpec("P")
ON_A_PAGE = 50
ENOUGH = 3  # so that one may be part of it, and two remain


def for_key_holders(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For who holds the power: key holders, and whom they gave it. Asks for the passphrase again."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if person_of(request) is not None:
            require(actor_of(request), EMERGENCY)
        return view_confirmed(request, *args, **kwargs)

    view_confirmed = confirmed(view)
    return checked


@require_http_methods(["GET", "HEAD", "POST"])
@for_key_holders
def home(request: HttpRequest) -> HttpResponse:
    """What was ever opened, and asking for more."""
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            opening = actions.ask_opening(**form.cleaned_data, by=actor_of(request))
            done(request, _("Asked. Another key holder has to approve it."))
            return redirect("emergency:opening", pk=opening.pk)
    log = actions.openings_for(actor_of(request).person)[:ON_A_PAGE]
    times = {"hours": int(OPEN_FOR.total_seconds() // 3600), "to_approve": int(TO_APPROVE.total_seconds() // 3600)}
    are_few = key_holders().count() < ENOUGH
    return render(request, "emergency/home.html", {"form": form, "log": log, "are_few": are_few, **times})


@require_safe
@for_key_holders
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """The log of one, and what it opened for the two."""
    one, me = _opening(request, pk), actor_of(request).person
    context = {
        "it": one,
        "opened": actions.read_opening(one, by=actor_of(request)),
        "may_approve": one.is_waiting and me not in (one.asked_by, one.first, one.second),
        "may_close": (one.is_waiting or one.is_open) and me not in one.subjects,
        "is_mine": me in (one.asked_by, one.approved_by),
    }
    return render(request, "emergency/opening.html", context)


@require_POST
@for_key_holders
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    with refused_to(request):
        actions.approve_opening(_opening(request, pk), by=actor_of(request))
        done(request, _("It is open. Those concerned were told."))
    return redirect("emergency:opening", pk=pk)


@require_POST
@for_key_holders
def close(request: HttpRequest, pk: int) -> HttpResponse:
    with refused_to(request):
        actions.close_opening(_opening(request, pk), by=actor_of(request))
        done(request, _("It is closed."))
    return redirect("emergency:opening", pk=pk)


def _opening(request: HttpRequest, pk: int) -> Opening:
    return get_object_or_404(actions.openings_for(actor_of(request).person), pk=pk)
