"""The desk: who waits, who was confirmed last, and one page for each person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.gate import actions, deaths, guardians, leaving, queries
from quartier.kernel.gate.forms import PersonNameForm
from quartier.kernel.gate.links import desk_links
from quartier.kernel.gate.pages import for_the_desk, refused_to
from quartier.kernel.people.confirmations import Confirmation, DeathReport, Ground, has_brought_others
from quartier.kernel.people.guardians import Guardianship, guardians_of
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.search import called, find_people
from quartier.kernel.people.twins import names_met_twice, twins_of
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of
from quartier.ui.flash import done

GROUNDS = ((Ground.DESK, "id-card"), (Ground.KNOWN, "handshake"))


@require_safe
@for_the_desk
def desk(request: HttpRequest) -> HttpResponse:
    me, text = actor_of(request).person, request.GET.get("q", "").strip()
    waiting = list(queries.waiting_guests().exclude(pk=me.pk)[: queries.MOST_WAITING])
    context = {
        "waiting": [(guest, not guest.needs_guardian or bool(guardians_of(guest))) for guest in waiting],
        "grounds": [(ground, ground.label, icon) for ground, icon in GROUNDS],
        "last": list(queries.last_confirmations()),
        "deaths": list(queries.open_death_reports()),
        "text": text,
        "met_twice": names_met_twice(waiting),
        "links": desk_links(),
        "found": [*find_people(text), *find_people(text, standing=Standing.LEFT)] if text else [],
    }
    return render(request, "gate/desk.html", context)


@require_POST
@for_the_desk
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap on the ground; one more takes it back. Where somebody else has the same name, first a look at both."""
    person = get_object_or_404(Person, pk=pk)
    if "sure" not in request.POST and person.standing == Standing.GUEST and twins_of(person):
        return redirect("gate:person", pk=pk)
    with refused_to(request):
        ground = request.POST.get("ground", "")
        confirmation = actions.confirm_person(person, by=actor_of(request), ground=ground)  # type: ignore[arg-type]
        undo = reverse("gate:withdraw", kwargs={"pk": confirmation.pk})
        done(request, _("%(name)s is a neighbour now.") % {"name": person.full_name}, undo_url=undo)
    return redirect("gate:desk")


@require_POST
@for_the_desk
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    confirmation = get_object_or_404(Confirmation.objects.select_related("person"), pk=pk)
    with refused_to(request):
        actions.withdraw_confirmation(confirmation, by=actor_of(request))
        done(request, _("%(name)s is a guest again.") % {"name": confirmation.person.full_name})
        if has_brought_others(confirmation.person):
            return redirect("residence:chain", pk=confirmation.person_id)
    return redirect("gate:desk")


@require_POST
@for_the_desk
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The second look at what somebody else decided."""
    confirmation = get_object_or_404(Confirmation.objects.select_related("person"), pk=pk)
    with refused_to(request):
        actions.look_again(confirmation, by=actor_of(request))
    return redirect("gate:desk")


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def new(request: HttpRequest) -> HttpResponse:
    """Somebody without a device."""
    form = PersonNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            person = actions.register_person(**form.cleaned_data, by=actor_of(request))
            done(request, _("%(name)s is written down.") % {"name": person.full_name})
            return redirect("gate:person", pk=person.pk)
    return render(request, "gate/new.html", {"form": form})


@require_safe
@for_the_desk
def person(request: HttpRequest, pk: int) -> HttpResponse:
    somebody = get_object_or_404(Person, pk=pk)
    context = {
        "person": somebody,
        "is_me": somebody.pk == actor_of(request).person.pk,
        "grounds": [(ground, ground.label, icon) for ground, icon in GROUNDS],
        "confirmations": somebody.confirmations.select_related("by", "withdrawn_by").order_by("-at"),
        "guardianships": somebody.guardianships.filter(ended__isnull=True).select_related("guardian"),
        "twins": twins_of(somebody) if somebody.standing == Standing.GUEST else [],
        "death_report": somebody.death_reports.filter(withdrawn__isnull=True).select_related("reported_by").first(),
        "has_account": hasattr(somebody, "account"),
        "me": actor_of(request).person,
    }
    return render(request, "gate/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def name(request: HttpRequest, pk: int) -> HttpResponse:
    somebody = get_object_or_404(Person, pk=pk)
    known = {"given_name": somebody.given_name, "family_name": somebody.family_name}
    form = PersonNameForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        with refusals_on(form):
            actions.correct_name(somebody, **form.cleaned_data, by=actor_of(request))
            done(request, _("Saved."))
            return redirect("gate:person", pk=pk)
    return render(request, "gate/name.html", {"form": form, "person": somebody})


@require_POST
@for_the_desk
def moved(request: HttpRequest, pk: int) -> HttpResponse:
    somebody = get_object_or_404(Person, pk=pk)
    with refused_to(request):
        leaving.leave_quarter(somebody, by=actor_of(request))
        done(request, _("%(name)s has moved away.") % {"name": somebody.full_name})
    return redirect("gate:person", pk=pk)


@require_POST
@for_the_desk
def back(request: HttpRequest, pk: int) -> HttpResponse:
    somebody = get_object_or_404(Person, pk=pk)
    with refused_to(request):
        leaving.welcome_back(somebody, by=actor_of(request))
        done(request, _("%(name)s is here again, as a guest. Now confirm them.") % {"name": somebody.full_name})
    return redirect("gate:person", pk=pk)


@require_POST
@for_the_desk
def died(request: HttpRequest, pk: int) -> HttpResponse:
    somebody = get_object_or_404(Person, pk=pk)
    with refused_to(request):
        report = deaths.report_death(somebody, by=actor_of(request))
        undo = reverse("gate:death_withdraw", kwargs={"pk": report.pk})
        done(request, _("Noted. A second person at the desk must confirm it."), undo_url=undo)
    return redirect("gate:person", pk=pk)


@require_POST
@for_the_desk
def death_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(DeathReport.objects.select_related("person"), pk=pk)
    with refused_to(request):
        deaths.confirm_death(report, by=actor_of(request))
        done(request, _("The profile of %(name)s is closed.") % {"name": report.person.full_name})
    return redirect("gate:person", pk=report.person_id)


@require_POST
@for_the_desk
def death_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(DeathReport.objects.select_related("person"), pk=pk)
    with refused_to(request):
        deaths.withdraw_death_report(report, by=actor_of(request))
        done(request, _("Taken back."))
    return redirect("gate:person", pk=report.person_id)


@require_POST
@for_the_desk
def guardian(request: HttpRequest, pk: int) -> HttpResponse:
    """Consent on paper, shown at the desk."""
    child = get_object_or_404(Person, pk=pk)
    with refused_to(request):
        fitting = called(request.POST.get("full_name", ""))
        if len(fitting) != 1:
            raise Refused(_("No neighbour has exactly this name, or more than one has."))
        guardians.record_guardian(child, fitting[0], by=actor_of(request))
        done(request, _("The consent is recorded."))
    return redirect("gate:person", pk=pk)


@require_POST
@for_the_desk
def guardian_end(request: HttpRequest, pk: int) -> HttpResponse:
    guardianship = get_object_or_404(Guardianship, pk=pk)
    with refused_to(request):
        guardians.end_guardianship(guardianship, by=actor_of(request))
        done(request, _("The consent has ended."))
    return redirect("gate:person", pk=guardianship.child_id)
