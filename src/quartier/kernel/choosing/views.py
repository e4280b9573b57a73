"""Why is this here? What the quarter decided, who looks after it, and what key holders may take along."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quartier.kernel import registry
from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.choosing.actions import leave_care, put_aside_now, take_care
from quartier.kernel.choosing.models import PutAside
from quartier.kernel.choosing.putting_aside import KEPT_FOR
from quartier.kernel.choosing.queries import history_of, module_here, modules_here, put_aside_of
from quartier.kernel.gate.pages import refused_to
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.kernel.roles.powers import has_power, require
from quartier.kernel.terms.quarter import MANAGE
from quartier.ui.flash import done


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything there is, and what there could be."""
    faces = modules_here()
    context = {
        "here": [face for face in faces if face.is_on],
        "possible": [face for face in faces if not face.is_on],
        "viewer": person_of(request),
    }
    return render(request, "choosing/home.html", context)


@require_safe
def module(request: HttpRequest, slug: str) -> HttpResponse:
    face, viewer = module_here(slug), person_of(request)
    if face is None:
        raise Http404
    may_manage = has_power(viewer, MANAGE)
    context = {
        "face": face,
        "viewer": viewer,
        "history": history_of(slug),
        "cares": viewer in face.caretakers,
        "may_care": face.is_on and viewer is not None and viewer.is_member,
        "may_manage": may_manage,
        "put_aside": put_aside_of(slug) if may_manage else [],
        "kept_days": KEPT_FOR.days,
    }
    return render(request, "choosing/module.html", context)


@require_POST
@signed_in
def care(request: HttpRequest, slug: str) -> HttpResponse:
    if registry.module(slug) is None:
        raise Http404
    with refused_to(request):
        if request.POST.get("care") == "0":
            leave_care(slug, by=actor_of(request))
            done(request, _("You no longer look after this. Thank you for what you did!"))
        else:
            take_care(slug, by=actor_of(request))
            done(request, _("Thank you! You look after this now, and everybody can see it."))
    return redirect("why:module", slug=slug)


@require_POST
@confirmed
def put_aside(request: HttpRequest, slug: str) -> HttpResponse:
    """Makes the file anew: what is in the database now."""
    require(actor_of(request), MANAGE)
    with refused_to(request):
        aside = put_aside_now(slug, by=actor_of(request))
        done(request, _("The file is ready: %(name)s.") % {"name": aside.name})
    return redirect("why:module", slug=slug)


@require_safe
@confirmed
@never_cache
def take_along(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    require(actor_of(request), MANAGE)
    aside = get_object_or_404(PutAside, slug=slug, pk=pk)
    if not aside.path.is_file():
        raise Http404
    file = FileResponse(aside.path.open("rb"), as_attachment=True, filename=aside.name, content_type="application/zip")
    file["Cache-Control"] = "no-store"
    return cast(HttpResponse, file)  # what streams is no HttpResponse to Django's types
