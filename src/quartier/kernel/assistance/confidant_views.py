"""Confidants: named by oneself or on paper at the desk, answered and ended by either."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quartier.kernel.assistance import confiding
from quartier.kernel.assistance.forms import ConfidantForm
from quartier.kernel.assistance.models import Confidant, Given
from quartier.kernel.gate.pages import for_the_desk, refused_to
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confidant(request: HttpRequest) -> HttpResponse:
    return _name(request, actor_of(request).person, Given.ACCOUNT, reverse("assistance:mine"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def desk_confidant(request: HttpRequest, pk: int) -> HttpResponse:
    """On paper, with the person there."""
    return _name(
        request, get_object_or_404(Person, pk=pk), Given.PAPER, reverse("assistance:person", kwargs={"pk": pk})
    )


def _name(request: HttpRequest, person: Person, given: Given, back_url: str) -> HttpResponse:
    form = ConfidantForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            said = form.cleaned_data
            row = confiding.name_confidant(person, said["confidant"], said["sorts"], given=given, by=actor_of(request))
            done(request, _("%(name)s was asked.") % {"name": row.confidant.full_name})
            return redirect(back_url)
    context = {"form": form, "person": person, "is_desk": given != Given.ACCOUNT, "back_url": back_url}
    return render(request, "assistance/confidant.html", context)


@require_POST
@signed_in
def confidant_yes(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Confidant, pk=pk, confidant=actor_of(request).person)
    with refused_to(request):
        confiding.say_yes(row, by=actor_of(request))
        done(request, _("Thank you. You get copies from now on."))
    return redirect("assistance:mine")


@require_POST
@signed_in
def confidant_end(request: HttpRequest, pk: int) -> HttpResponse:
    me = actor_of(request).person
    row = get_object_or_404(Confidant, Q(person=me) | Q(confidant=me), pk=pk)
    with refused_to(request):
        confiding.end_confidence(row, by=actor_of(request))
        done(request, _("Ended. It counts at once."))
    return redirect("assistance:mine")


@require_POST
@for_the_desk
def desk_confidant_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Confidant, pk=pk)
    with refused_to(request):
        confiding.end_confidence(row, by=actor_of(request))
        done(request, _("Ended. It counts at once."))
    return redirect("assistance:person", pk=row.person_id)
