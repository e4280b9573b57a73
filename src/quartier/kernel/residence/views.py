""" "I live here": for guests the ways to be confirmed, for neighbours what is known. And the quarter's decision about it."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.managing.views import for_managers
from quartier.kernel.people.guardians import guardians_of
from quartier.kernel.people.newcomers import is_newcomer, newcomer_days
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.residence.forms import ResidenceForm
from quartier.kernel.residence.organisations.actions import choose_organisations
from quartier.kernel.residence.settings import change_residence
from quartier.kernel.residence.ways import chosen_ways
from quartier.ui.flash import done


@require_safe
@signed_in
def here(request: HttpRequest) -> HttpResponse:
    """The natural next step after joining."""
    me = actor_of(request).subject
    context = {
        "me": me,
        "ways": [way for way in chosen_ways() if way.is_ready()] if me.standing == "guest" else [],
        "lacks_guardian": me.needs_guardian and not guardians_of(me),
        "confirmation": me.confirmations.filter(withdrawn=None).select_related("by").order_by("-at").first(),
        "is_newcomer": is_newcomer(me),
        "days": newcomer_days(),
    }
    return render(request, "residence/here.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def settings(request: HttpRequest) -> HttpResponse:
    form = ResidenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            decided = dict(form.cleaned_data)
            organisations = decided.pop("organisations", [])
            with transaction.atomic():
                change_residence(by=actor_of(request), **decided)
                choose_organisations(organisations, by=actor_of(request))
            done(request, _("Saved."))
            return redirect("quarter:home")
    return render(request, "residence/settings.html", {"form": form})
