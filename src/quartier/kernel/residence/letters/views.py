"""Letters at the desk: the batches, a new one, one with its counts; and the page where a code is typed in."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.accounts import limits
from quartier.kernel.accounts.actions.passkeys import host_of
from quartier.kernel.accounts.actions.sessions import TooManyTries
from quartier.kernel.drafts.once import once
from quartier.kernel.gate.pages import for_the_desk
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.kernel.residence.letters import actions
from quartier.kernel.residence.letters.forms import BatchForm, LetterCodeForm
from quartier.kernel.residence.letters.models import LetterBatch
from quartier.kernel.residence.letters.sheet import letters_pdf
from quartier.kernel.residence.letters.way import LETTERS
from quartier.kernel.residence.ways import is_chosen
from quartier.ui.flash import done

SCANNED = "letter_code"  # in the session of whoever scanned one, until they have logged in
LAST = 50


@require_safe
@for_the_desk
def batches(request: HttpRequest) -> HttpResponse:
    rows = LetterBatch.objects.select_related("made_by").annotate(
        letters=Count("codes"), back=Count("codes", filter=Q(codes__used__isnull=False))
    )
    context = {"batches": rows.order_by("-made", "-pk")[:LAST], "is_chosen": is_chosen(LETTERS)}
    return render(request, "residence/batches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
@once
def new_batch(request: HttpRequest) -> HttpResponse:
    form = BatchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            said = form.cleaned_data
            batch = actions.make_batch(
                said["name"], form.chosen(), each=said["each"], blank=said["blank"], by=actor_of(request)
            )
            return redirect("residence:batch", pk=batch.pk)
    return render(request, "residence/batch_new.html", {"form": form})


@require_safe
@for_the_desk
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(LetterBatch.objects.select_related("made_by", "revoked_by"), pk=pk)
    codes = row.codes.select_related("address", "used_by").order_by("address__sort_key", "pk")
    context = {
        "batch": row,
        "codes": codes,
        "back": sum(1 for code in codes if code.used),
        "host": request.get_host(),
        "is_local": host_of(request) in {"localhost", "127.0.0.1", "[::1]"},
    }
    return render(request, "residence/batch.html", context)


@require_POST
@for_the_desk
def print_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF. The codes are made for it and stand nowhere else."""
    row = get_object_or_404(LetterBatch, pk=pk)
    page = request.build_absolute_uri(reverse("residence:code"))
    try:
        made = actions.print_batch(
            row, by=actor_of(request), make=lambda batch, letters: letters_pdf(batch, letters, page)
        )
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect("residence:batch", pk=pk)
    name = f"{slugify(_('Letters'))}-{slugify(row.name) or row.pk}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_POST
@for_the_desk
def revoke_batch(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(LetterBatch, pk=pk)
    actions.revoke_batch(row, by=actor_of(request))
    done(request, _("None of these codes works any more."))
    return redirect("residence:batch", pk=pk)


@require_safe
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """What the picture leads to. The code leaves the address at once, and waits while somebody joins."""
    request.session[SCANNED] = code[:30]
    if person_of(request) is None:
        return render(request, "residence/scanned.html")
    return redirect("residence:code")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def enter_code(request: HttpRequest) -> HttpResponse:
    """From the letter to the neighbourhood."""
    form = LetterCodeForm(
        request.POST if request.method == "POST" else None, initial={"code": request.session.get(SCANNED, "")}
    )
    status = 200
    if form.is_valid():
        try:
            actions.use_code(form.cleaned_data["code"], by=actor_of(request), network=limits.network_of(request))
        except Refused as refusal:
            form.add_error("code" if refusal.field == "code" else None, str(refusal.message))
            status = 429 if isinstance(refusal, TooManyTries) else 200
        else:
            request.session.pop(SCANNED, None)
            done(request, _("You are confirmed. Welcome to the neighbourhood!"))
            return redirect("today")
    person = actor_of(request).subject
    return render(request, "residence/code.html", {"form": form, "person": person}, status=status)
