"""What is stored about me: to see, to take along, to delete."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.accounts.reauthentication import confirmed
from quartier.kernel.emergency.actions import openings_of
from quartier.kernel.gate.pages import refused_to
from quartier.kernel.guarded.reading import HOUSES_A_DAY, reads_of
from quartier.kernel.people.visibility import name_for
from quartier.kernel.privacy.areas import areas_about
from quartier.kernel.privacy.erasure import ask_erasure, take_back_erasure
from quartier.kernel.privacy.export import export_zip
from quartier.kernel.privacy.models import WAIT, ErasureRequest
from quartier.kernel.privacy.preview import preview
from quartier.kernel.privacy.tables import rows_in_words
from quartier.kernel.requests import actor_of, signed_in
from quartier.kernel.roles.keys import is_last_key_holder
from quartier.ui.dates import day
from quartier.ui.flash import done

ON_A_PAGE = 50


@require_safe
@confirmed
def mine(request: HttpRequest) -> HttpResponse:
    """What the server knows about me, by area."""
    areas = areas_about(actor_of(request).person)
    total = sum(told.count for _label, tables in areas for told in tables)
    return render(request, "privacy/mine.html", {"areas": areas, "total": total})


@require_safe
@confirmed
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """The rows of one sort, the newest first."""
    me = actor_of(request).person
    told = next((one for _label, tables in areas_about(me) for one in tables if one.slug == slug), None)
    if told is None:
        raise Http404
    page = Paginator(told.table.own.order_by("-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    start = page.start_index() - 1
    rows = rows_in_words(told.table, me, told.table.own.order_by("-pk")[start : start + ON_A_PAGE])
    return render(request, "privacy/table.html", {"told": told, "rows": rows, "page": page})


@require_safe
@signed_in
def seen(request: HttpRequest) -> HttpResponse:
    """Who was shown where I live, my telephone number or what is for a few only."""
    me = actor_of(request).subject
    after = request.GET.get("after", "")
    found = reads_of(me)
    if after.isdecimal() and len(after) < 18:
        found = found.filter(pk__lt=int(after))
    page = list(found[: ON_A_PAGE + 1])
    lines = [(line, name_for(me, line.reader) if line.reader else "") for line in page[:ON_A_PAGE]]
    older = page[ON_A_PAGE - 1].pk if len(page) > ON_A_PAGE else None
    return render(
        request,
        "privacy/seen.html",
        {"lines": lines, "older": older, "most": HOUSES_A_DAY, "openings": openings_of(me)[:ON_A_PAGE]},
    )


@require_safe
@confirmed
def export(request: HttpRequest) -> HttpResponse:
    """One file: a page to read, the same for machines, and the pictures."""
    response = StreamingHttpResponse(export_zip(actor_of(request).person), content_type="application/zip")
    name = f"{slugify(_('My data'))}-{timezone.localdate():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Encoding"] = "identity"  # it is packed already
    response["Cache-Control"] = "no-store"
    return cast(HttpResponse, response)  # what streams is no HttpResponse to Django's types


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def erase(request: HttpRequest) -> HttpResponse:
    """What would go and what would stay; once asked, until when it can be taken back."""
    by = actor_of(request)
    if request.method == "POST":
        with refused_to(request):
            asked = ask_erasure(by=by)
            done(request, _("On %(day)s everything about you is deleted.") % {"day": day(asked.due)})
        return redirect("mydata:erase")
    asked_before = ErasureRequest.objects.filter(person=by.person).first()
    context = {
        "asked": asked_before,
        "is_last_key_holder": is_last_key_holder(by.person),
        "preview": preview(by.person),
        "days": WAIT.days,
    }
    return render(request, "privacy/erase.html", context)


@require_POST
@signed_in
def stay(request: HttpRequest) -> HttpResponse:
    take_back_erasure(by=actor_of(request))
    done(request, _("Taken back. Everything stays as it is."))
    return redirect("mydata:mine")
