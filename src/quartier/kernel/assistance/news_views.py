"""Letters and calls: who waits for news, what to say to one person, the letter to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel.assistance import actions, bearing
from quartier.kernel.assistance.forms import WayForm
from quartier.kernel.assistance.letters import letter
from quartier.kernel.assistance.models import Errand, Way
from quartier.kernel.gate.pages import for_the_desk, refused_to
from quartier.kernel.guarded.models import Why
from quartier.kernel.guarded.reading import read_phone
from quartier.kernel.people.models import Person
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
@signed_in
def news(request: HttpRequest) -> HttpResponse:
    """Everybody to whom something is to be brought, one card each."""
    by = actor_of(request)
    errands = sorted(bearing.errands_of(by.person), key=lambda errand: (str(errand.person), errand.person_id))
    is_at_desk = actions.may_record(by.person)
    context = {
        "waiting": [_waiting(person, list(some)) for person, some in groupby(errands, lambda errand: errand.person)],
        "silent": list(bearing.without_a_way()[:50]) if is_at_desk else [],
        "last": bearing.last_brought(by.person),
        "is_at_desk": is_at_desk,
    }
    return render(request, "assistance/news.html", context)


def _waiting(person: Person, errands: Sequence[Errand]) -> tuple[Person, str, str]:
    count = ngettext("%(count)d piece of news", "%(count)d pieces of news", len(errands)) % {"count": len(errands)}
    return person, count, str(Way(person.bearer.way).label) if hasattr(person, "bearer") else ""


@require_safe
@signed_in
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """What to say to one person, and how they are reached."""
    person, errands = _person_and_errands(request, pk)
    by = actor_of(request)
    why = Why.DESK if actions.may_record(by.person) else Why.ASSISTANCE
    wants_a_call = person.bearer.way == Way.PHONE if hasattr(person, "bearer") else False
    context = {
        "person": person,
        "errands": errands,
        "wants_a_call": wants_a_call,
        "phone": read_phone(person, by=by, why=why, url=request.path) if wants_a_call else "",
    }
    return render(request, "assistance/bring.html", context)


@require_safe
@signed_in
def print_letter(request: HttpRequest, pk: int) -> HttpResponse:
    person, errands = _person_and_errands(request, pk)
    response = HttpResponse(letter(person, errands, by=actor_of(request)), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="brief.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def brought(request: HttpRequest, pk: int) -> HttpResponse:
    """Ticked off: exactly what stood on the page."""
    errands = [int(one) for one in request.POST.getlist("errand") if one.isdecimal() and len(one) < 18]
    with refused_to(request):
        person = Person.objects.filter(
            pk=pk, errands__in=errands
        ).first()  # nobody's name to whoever brings them nothing
        count, at = bearing.tick_off(errands if person else [], request.POST.get("way", ""), by=actor_of(request))
        if person and count:
            moment = (at - BEGINNING) // timedelta(microseconds=1)
            undo = reverse("assistance:not_brought", kwargs={"pk": pk, "moment": moment})
            done(request, _("Ticked off. %(name)s knows.") % {"name": person.full_name}, undo_url=undo)
        else:
            done(request, _("Somebody else has ticked this off already."))
    return redirect("assistance:news")


@require_POST
@signed_in
def not_brought(request: HttpRequest, pk: int, moment: int) -> HttpResponse:
    """Undoes `brought`."""
    if moment >= 10**17:
        raise Http404
    person = Person.objects.filter(pk=pk).first()
    if person:
        bearing.bring_back(person, BEGINNING + timedelta(microseconds=moment), by=actor_of(request))
    return redirect("assistance:news")


def _person_and_errands(request: HttpRequest, pk: int) -> tuple[Person, list[Errand]]:
    """To whoever has nothing to bring there, nobody is there."""
    person = get_object_or_404(Person.objects.select_related("bearer"), pk=pk)
    errands = bearing.errands_to(person, by=actor_of(request))
    if not errands:
        raise Http404
    return person, errands


@require_POST
@signed_in
def my_way(request: HttpRequest) -> HttpResponse:
    me = actor_of(request).person
    return _choose(request, me, reverse("assistance:mine"))


@require_POST
@for_the_desk
def way(request: HttpRequest, pk: int) -> HttpResponse:
    return _choose(request, get_object_or_404(Person, pk=pk), reverse("assistance:person", kwargs={"pk": pk}))


def _choose(request: HttpRequest, person: Person, back_url: str) -> HttpResponse:
    form = WayForm(request.POST, person=person)
    with refused_to(request):
        if form.is_valid():
            said = form.cleaned_data
            bearing.choose_way(person, said["way"], said["helper"], by=actor_of(request))
            done(request, _("Saved."))
    return redirect(back_url)
