"""Me, my profile, and how others see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.contract import Slot
from quartier.kernel.drafts.actions import drafts_of
from quartier.kernel.guarded.models import Why
from quartier.kernel.guarded.reading import read_phone
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.people.restrictions import may_send, why_not
from quartier.kernel.people.visibility import FIELDS, GONE, may_see_field, may_see_profile, name_for
from quartier.kernel.profiles.hub import hub_links
from quartier.kernel.profiles.parts import PARTS, shown_value, who_sees, write_part
from quartier.kernel.quarter.panels import panels
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.kernel.roles.names import name_of_role
from quartier.kernel.roles.sight import out_of_sight
from quartier.ui.flash import done

TEXT_SIZES = ("normal", "large", "huge")
MOST_DRAFTS = 3
A_YEAR = 365 * 24 * 3600


@require_safe
@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """The hub: everything that is yours."""
    person = actor_of(request).subject
    parts = [
        (part, shown_value(person, part.key, to_owner=True), who_sees(person, part.key), _may_change(person, part.key))
        for part in PARTS.values()
    ]
    context = {
        "me": person,
        "parts": parts,
        "drafts": drafts_of(person)[:MOST_DRAFTS],
        "links": hub_links(person),
        "why_not": "" if may_send(person, "", "") else why_not(person),
        "roles": [name_of_role(role) for role in person.roles.values_list("role", flat=True)],
        "panels": panels(request, Slot.ME, person),
        "sizes": [("normal", _("Normal")), ("large", _("Large")), ("huge", _("Very large"))],
        "size": request.COOKIES.get("text_size", "normal"),
    }
    return render(request, "profiles/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """One thing a page."""
    part, by = PARTS.get(key), actor_of(request)
    if part is None:
        raise Http404
    form = part.form(request.POST if request.method == "POST" else None, by.subject)
    if form.is_valid():
        with refusals_on(form):
            write_part(part, form, by=by)
            done(request, _("Saved."))
            return redirect("people:me")
    return render(request, "profiles/edit.html", {"part": part, "form": form})


@require_safe
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody, as far as the one who asks may see them. Who may not can't tell whether there is anybody."""
    viewer = person_of(request)
    person = Person.objects.filter(pk=pk).first()
    if person is None or not may_see_profile(viewer, person) or pk in out_of_sight(viewer):
        raise Http404
    facts = [
        (PARTS[field].label, shown_value(person, field, to_owner=False), PARTS[field].icon)
        for field in FIELDS
        if field != "about" and may_see_field(viewer, person, field)
    ]
    if viewer is not None and person.phone and may_see_field(viewer, person, "phone"):
        read_phone(person, by=actor_of(request), why=Why.PROFILE, url=request.path)
    is_gone = person.standing in GONE
    context = {
        "person": person,
        "name": name_for(viewer, person),
        "is_me": viewer is not None and viewer.pk == person.pk,
        "is_gone": is_gone,
        "has_died": person.standing == Standing.DIED,
        "about": person.about if may_see_field(viewer, person, "about") else "",
        "facts": facts,
        "roles": [name_of_role(role) for role in person.roles.values_list("role", flat=True)]
        if viewer and viewer.is_member
        else [],
        "panels": [] if is_gone else panels(request, Slot.PERSON, person),
    }
    return render(request, "profiles/profile.html", context)


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Kept on this device, because eyes differ less than screens do."""
    size = request.POST.get("size", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    if size in TEXT_SIZES:
        response.set_cookie("text_size", size, max_age=A_YEAR, httponly=True, samesite="Lax")
    return response


def _may_change(person: Person, key: str) -> bool:
    return key != "name" or person.standing == Standing.GUEST
