"""Classes: asking for codes, allowing them, printing the sheet, revoking."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.api import Refused, actor_of, once, person_of, refusals_on, signed_in, speaks_for
from quartier.modules.youth import classes, queries
from quartier.modules.youth.forms import ReasonForm, SheetForm
from quartier.modules.youth.models import ClassSheet
from quartier.modules.youth.paper import sheet_pdf
from quartier.ui.flash import done, warn

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def sheets(request: HttpRequest) -> HttpResponse:
    """One's own school's, and the rounds in which classes can take part now."""
    viewer = actor_of(request).subject
    may_ask = queries.may_ask_codes(viewer)
    context = {
        "sheets": queries.sheets_for(viewer),
        "may_ask": may_ask,
        "cares": queries.cares(viewer),
        "rounds": [one for one in queries.rounds()[:40] if queries.takes_classes(one)] if may_ask else [],
    }
    return render(request, "youth/sheets.html", context)


@GET_AND_POST
@signed_in
@once
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = person_of(request)
    process = get_object_or_404(queries.rounds(), pk=pk)
    if not queries.may_ask_codes(viewer):
        raise Http404
    form = SheetForm(
        request.POST if request.method == "POST" else None, schools=speaks_for(viewer), cares=queries.cares(viewer)
    )
    if form.is_valid():
        with refusals_on(form):
            made = classes.ask_for_codes(process, by=actor_of(request), **form.cleaned_data)
            done(
                request,
                _("Allowed. Print the sheet now.") if made.allowed else _("Asked. You hear as soon as it is decided."),
            )
            return redirect(made.url)
    return render(request, "youth/ask_codes.html", {"form": form, "process": process})


@require_safe
@signed_in
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Its numbers, and what can be done. Never who holds which, and never what was chosen."""
    found = _sheet(request, pk)
    codes = list(found.codes.order_by("number"))
    used = queries.codes_with_answers(found)
    context = {
        "sheet": found,
        "codes": codes,
        "used": len(used),
        "open": queries.takes_classes(found.process),
        "to_print": sum(1 for code in codes if code.is_revoked or code.pk not in used),
        "cares": queries.cares(person_of(request)),
        "reason_form": ReasonForm(),
        "host": request.get_host(),
    }
    return render(request, "youth/sheet.html", context)


@require_POST
@signed_in
def allow(request: HttpRequest, pk: int) -> HttpResponse:
    found = _sheet_for_carers(request, pk)
    return _do(
        request,
        found,
        lambda: classes.allow_codes(found, by=actor_of(request)),
        _("Allowed. The school can print the sheet."),
    )


@GET_AND_POST
@signed_in
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    found = _sheet_for_carers(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            classes.refuse_codes(found, by=actor_of(request), reason=form.cleaned_data["reason"])
            done(request, _("Refused. The school reads why."))
            return redirect(found.url)
    return render(request, "youth/refuse.html", {"form": form, "sheet": found})


@require_POST
@signed_in
def print_codes(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF. The codes are made for it and stand nowhere else."""
    found = _sheet(request, pk)
    page = request.build_absolute_uri(reverse("youth:code"))
    try:
        made = classes.print_sheet(found, by=actor_of(request), make=lambda sheet, slips: sheet_pdf(sheet, slips, page))
    except Refused as refusal:
        warn(request, str(refusal))
        return redirect(found.url)
    name = f"{slugify(_('Codes'))}-{slugify(found.name) or found.pk}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_POST
@signed_in
def revoke_one(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = _sheet(request, pk)
    said = _("Code %(number)d works no more. Print a new one.") % {"number": number}
    return _do(request, found, lambda: classes.revoke_code(found, number, by=actor_of(request)), said)


@GET_AND_POST
@signed_in
def revoke_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked once more: choices go with it."""
    found = _sheet(request, pk)
    if request.method == "POST":
        try:
            gone = classes.revoke_sheet(found, by=actor_of(request))
        except Refused as refusal:
            warn(request, str(refusal))
        else:
            done(
                request,
                ngettext(
                    "No code of this sheet works any more. %(num)d choice doesn't count.",
                    "No code of this sheet works any more. %(num)d choices don't count.",
                    gone,
                )
                % {"num": gone},
            )
        return redirect(found.url)
    return render(request, "youth/revoke.html", {"sheet": found})


def _do(request: HttpRequest, sheet: ClassSheet, action: Any, sentence: str) -> HttpResponse:
    try:
        action()
    except Refused as refusal:
        warn(request, str(refusal))
    else:
        done(request, sentence)
    return redirect(sheet.url)


def _sheet(request: HttpRequest, pk: int) -> ClassSheet:
    """For the school whose class it is, and those who look after the space."""
    viewer = person_of(request)
    found = get_object_or_404(ClassSheet.objects.select_related("process", "organisation"), pk=pk)
    if not queries.cares(viewer) and (found.organisation is None or found.organisation not in speaks_for(viewer)):
        raise Http404
    return found


def _sheet_for_carers(request: HttpRequest, pk: int) -> ClassSheet:
    if not queries.cares(person_of(request)):
        raise Http404
    return _sheet(request, pk)
