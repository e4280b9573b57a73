"""For others: whom I act for, who acts for me; and the desk's page for one person."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.assistance import acting, actions, bearing, queries
from quartier.kernel.assistance.areas import names_of
from quartier.kernel.assistance.confiding import labels_of
from quartier.kernel.assistance.consent_form import consent_form
from quartier.kernel.assistance.forms import ConsentForm, DeskConsentForm, WayForm
from quartier.kernel.assistance.models import Assistance, Bearer, Confidant, Given
from quartier.kernel.assistance.sentences import deed_in_words
from quartier.kernel.gate.pages import for_the_desk, refused_to
from quartier.kernel.people.blocks import apart
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    me = actor_of(request).person
    for_others = queries.of_helper(me)
    now_for = getattr(request, "acting_for", None)
    bearer, confidants, is_at_desk = _bearer(me), _confidants(me), actions.may_record(me)
    context = {
        "asked": [row for row in for_others if row.accepted is None],
        "for_others": [(row, names_of(row.areas), now_for == row) for row in for_others if row.accepted is not None],
        "for_me": [(row, names_of(row.areas)) for row in queries.of_person(me)],
        "bearer": bearer,
        "way_form": WayForm(person=me, is_own=True, initial=_chosen(bearer)),
        "confidants": [(row, names) for row, names in confidants if row.person_id == me.pk],
        "confide_in_me": [(row, names) for row, names in confidants if row.person_id != me.pk],
        "has_errands": not is_at_desk and bearing.errands_of(me).exists(),
        "deeds": [deed_in_words(fact) for fact in queries.deeds_for(me)],
        "is_member": me.is_member,
        "is_at_desk": is_at_desk,
    }
    return render(request, "assistance/mine.html", context)


def _bearer(person: Person) -> Bearer | None:
    return Bearer.objects.filter(person=person).select_related("helper").first()


def _chosen(bearer: Bearer | None) -> dict[str, Any]:
    return {"way": bearer.way, "helper": bearer.helper_id} if bearer else {"way": ""}


def _confidants(of: Person) -> list[tuple[Confidant, list[str]]]:
    """Theirs, and whose they are."""
    both = Q(person=of) | Q(confidant=of)
    rows = Confidant.objects.filter(both, ended=None).exclude(apart("person", "confidant")).order_by("pk")
    return [(row, labels_of(row)) for row in rows.select_related("person", "confidant")]


@require_POST
@signed_in
def start(request: HttpRequest, pk: int) -> HttpResponse:
    assistance = get_object_or_404(Assistance.objects.select_related("person", "helper"), pk=pk)
    me = actor_of(request).person
    is_of_the_desk = assistance.helper_id is None and actions.may_record(me)
    if assistance.helper_id != me.pk and not is_of_the_desk:
        raise Http404  # a refusal would name the person
    with refused_to(request):
        acting.begin(request, assistance, helper=me)
        return redirect("today")
    return redirect("assistance:mine")


@require_POST
@signed_in
def end(request: HttpRequest) -> HttpResponse:
    """One tap, and one is here as oneself again."""
    acting.end(request)
    done(request, _("You are here as yourself again."))
    return redirect("assistance:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def give(request: HttpRequest) -> HttpResponse:
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            said = form.cleaned_data
            asked = actions.ask_helper(said["helper"], said["areas"], said["until"], by=actor_of(request))
            done(request, _("%(name)s was asked.") % {"name": asked.helper_name})
            return redirect("assistance:mine")
    return render(request, "assistance/give.html", {"form": form})


@require_POST
@signed_in
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    assistance = get_object_or_404(Assistance, pk=pk, helper=actor_of(request).person)
    with refused_to(request):
        actions.accept(assistance, by=actor_of(request))
        done(request, _("Thank you. You may act for %(name)s now.") % {"name": assistance.person.full_name})
    return redirect("assistance:mine")


@require_POST
@signed_in
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """The person or the helper takes it back."""
    me = actor_of(request).person
    assistance = get_object_or_404(Assistance.objects.filter(helper=me) | Assistance.objects.filter(person=me), pk=pk)
    with refused_to(request):
        actions.end_consent(assistance, by=actor_of(request))
        done(request, _("Ended. It counts at once."))
    return redirect("assistance:mine")


@require_POST
@signed_in
def prolong(request: HttpRequest, pk: int) -> HttpResponse:
    """Another year, by the person themself."""
    assistance = get_object_or_404(Assistance, pk=pk, person=actor_of(request).person)
    with refused_to(request):
        actions.prolong(assistance, actions.in_a_year(), by=actor_of(request))
        done(request, _("Prolonged by a year."))
    return redirect("assistance:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Who acts for this person; a new consent is written down below."""
    somebody = get_object_or_404(Person, pk=pk)
    form = DeskConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            said = form.cleaned_data
            actions.record_consent(
                somebody,
                said["helper"],
                said["areas"],
                said["until"],
                given=Given(said["given"]),
                witness=said["witness"],
                by=actor_of(request),
            )
            done(request, _("The consent is recorded."))
            return redirect("assistance:person", pk=pk)
    bearer = _bearer(somebody)
    context = {
        "person": somebody,
        "is_me": somebody.pk == actor_of(request).person.pk,
        "consents": [(row, names_of(row.areas)) for row in queries.of_person(somebody)],
        "form": form,
        "me": actor_of(request).person,
        "bearer": bearer,
        "way_form": WayForm(person=somebody, initial=_chosen(bearer)),
        "confidants": [(row, names) for row, names in _confidants(somebody) if row.person_id == somebody.pk],
    }
    return render(request, "assistance/person.html", context)


@require_POST
@for_the_desk
def desk_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Taken back on paper, or by a word at the desk."""
    assistance = get_object_or_404(Assistance, pk=pk)
    with refused_to(request):
        actions.end_consent(assistance, by=actor_of(request))
        done(request, _("Ended. It counts at once."))
    return redirect("assistance:person", pk=assistance.person_id)


@require_POST
@for_the_desk
def desk_prolong(request: HttpRequest, pk: int) -> HttpResponse:
    assistance = get_object_or_404(Assistance, pk=pk)
    with refused_to(request):
        actions.prolong(assistance, actions.in_a_year(), by=actor_of(request))
        done(request, _("Prolonged by a year."))
    return redirect("assistance:person", pk=assistance.person_id)


@require_safe
@for_the_desk
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The consent to print and sign."""
    somebody = get_object_or_404(Person, pk=pk)
    response = HttpResponse(consent_form(somebody), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="auftrag.pdf"'
    response["Cache-Control"] = "no-store"
    return response
