"""What people do at the gate for themselves: ask a guardian, answer as one, leave."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.gate import guardians, leaving
from quartier.kernel.gate.forms import GuardianNameForm
from quartier.kernel.gate.pages import refused_to
from quartier.kernel.people.guardians import Guardianship
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.keys import is_last_key_holder
from quartier.ui.flash import done


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def guardians_page(request: HttpRequest) -> HttpResponse:
    """For the young: whom they asked. For guardians: who asks them."""
    me = actor_of(request).subject
    form = GuardianNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            asked = guardians.ask_guardian_named(form.cleaned_data["full_name"], by=actor_of(request))
            done(request, _("%(name)s was asked.") % {"name": asked.guardian.full_name})
            return redirect("gate:guardians")
    context = {
        "me": me,
        "form": form,
        "asked": me.guardianships.filter(ended__isnull=True).select_related("guardian"),
        "wards": me.wards.filter(ended__isnull=True).select_related("child"),
    }
    return render(request, "gate/guardians.html", context)


@require_POST
@signed_in
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    guardianship = _of_mine(request, pk)
    with refused_to(request):
        guardians.accept_guardianship(guardianship, by=actor_of(request))
        done(request, _("Thank you. You agreed."))
    return redirect("gate:guardians")


@require_POST
@signed_in
def end(request: HttpRequest, pk: int) -> HttpResponse:
    guardianship = _of_mine(request, pk)
    with refused_to(request):
        guardians.end_guardianship(guardianship, by=actor_of(request))
        done(request, _("Taken back."))
    return redirect("gate:guardians")


@require_safe
@signed_in
def leave(request: HttpRequest) -> HttpResponse:
    me = actor_of(request).person
    return render(request, "gate/leave.html", {"me": me, "is_last_key_holder": is_last_key_holder(me)})


@require_POST
@signed_in
def leave_moved(request: HttpRequest) -> HttpResponse:
    with refused_to(request):
        leaving.leave_quarter(actor_of(request).subject, by=actor_of(request))
        done(request, _("You moved away. Thank you for having been here."))
        return redirect("people:me")
    return redirect("gate:leave")


def _of_mine(request: HttpRequest, pk: int) -> Guardianship:
    me = actor_of(request).subject
    return get_object_or_404(Guardianship.objects.filter(guardian=me) | Guardianship.objects.filter(child=me), pk=pk)
