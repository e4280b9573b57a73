"""The pages of organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel.belonging import organisations as actions
from quartier.kernel.belonging.forms import KIND_ICONS, ManagerForm, OrganisationForm, PersonForm
from quartier.kernel.belonging.queries import newest_of_organisation, organisation_or_404, organisations_seen_by
from quartier.kernel.belonging.rules import neighbour_named
from quartier.kernel.groups.models import Organisation
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.kernel.roles.powers import has_power
from quartier.kernel.roles.sight import out_of_sight
from quartier.kernel.terms.residence import CONFIRM
from quartier.ui.flash import done


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    viewer = person_of(request)
    context = {
        "organisations": organisations_seen_by(viewer),
        "icons": KIND_ICONS,
        "may_found": viewer is not None and viewer.is_member,
    }
    return render(request, "organisations/organisations.html", context)


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, organisation_or_404(person_of(request), pk))


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            founded = actions.found_organisation(by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved. Somebody confirms it soon; then everybody sees it."))
            return redirect("organisations:organisation", pk=founded.pk)
    return render(request, "organisations/form.html", {"form": form, "organisation": None})


@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = organisation_or_404(person_of(request), pk)
    if not actions.may_manage(found, actor_of(request).subject):
        return _page(request, found, refusal=_("Only those who look after this page can do this."), status=403)
    given = {"name": found.name, "kind": found.kind, "about": found.about, "contact": found.contact}
    form = OrganisationForm(request.POST or None, initial=given)
    if form.is_valid():
        with refusals_on(form):
            actions.change_organisation(found, by=actor_of(request), **form.cleaned_data)
            return redirect("organisations:organisation", pk=pk)
    return render(request, "organisations/form.html", {"form": form, "organisation": found})


@require_POST
@signed_in
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = organisation_or_404(person_of(request), pk)
    try:
        actions.confirm_organisation(found, by=actor_of(request))
    except Refused as refusal:
        return _page(request, found, refusal=str(refusal.message))
    return redirect("organisations:organisation", pk=pk)


@require_POST
@signed_in
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    found = organisation_or_404(person_of(request), pk)
    by = actor_of(request)
    if not actions.may_add_member(found, by.subject):
        return _page(request, found, refusal=_("Only those who look after this page can do this."))
    form = ManagerForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            person = neighbour_named(form.cleaned_data["name"], by=by)
            manages = form.cleaned_data["manages"]
            actions.add_organisation_member(found, by=by, person=person, manages=manages)
            done(request, _("%(name)s may speak for it now.") % {"name": person.full_name})
            return redirect("organisations:organisation", pk=pk)
    return _page(request, found, member_form=form)


@require_POST
@signed_in
def remove_member(request: HttpRequest, pk: int) -> HttpResponse:
    found = organisation_or_404(person_of(request), pk)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, found)
    members = Person.objects.filter(organisation_memberships__organisation=found)
    person = get_object_or_404(members, pk=form.cleaned_data["person"])
    try:
        actions.remove_organisation_member(found, by=actor_of(request), person=person)
    except Refused as refusal:
        return _page(request, found, refusal=str(refusal.message))
    return redirect("organisations:list" if person == actor_of(request).subject else actions.url_of(found))


def _page(
    request: HttpRequest,
    organisation: Organisation,
    *,
    refusal: str = "",
    member_form: ManagerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer = person_of(request)
    rows = organisation.memberships.filter(person__standing=Standing.MEMBER)
    members = list(rows.select_related("person").order_by("-may_manage", "joined", "pk"))
    own = next((member for member in members if member.person == viewer), None)
    is_unattended = not any(member.may_manage for member in members)
    may_confirm = has_power(viewer, CONFIRM)
    manages = own is not None and own.may_manage
    hidden = frozenset() if manages else out_of_sight(viewer)
    shown = [member for member in members if member.person_id not in hidden]
    context = {
        "organisation": organisation,
        "own": own,
        "icon_name": KIND_ICONS[organisation.kind],
        "manages": manages,
        "is_unattended": is_unattended and may_confirm,
        "members": shown if viewer is not None and viewer.is_member else [],
        "may_confirm": may_confirm and own is None and not organisation.is_confirmed,
        "posts": newest_of_organisation(organisation, viewer),
        "refusal": refusal,
        "member_form": member_form or ManagerForm(),
    }
    return render(request, "organisations/organisation.html", context, status=status)
