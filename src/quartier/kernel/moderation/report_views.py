"""Reporting: one page with large tiles, and one that says what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.accounts import limits
from quartier.kernel.drafts.once import once
from quartier.kernel.moderation import complaints, reports
from quartier.kernel.moderation.forms import ComplaintForm, ReportForm
from quartier.kernel.moderation.helplines import EMERGENCY, helplines_for
from quartier.kernel.moderation.models import Report
from quartier.kernel.moderation.pages import decision_in_words
from quartier.kernel.moderation.reportable import REPORTABLES, Reportable
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of

SEEN_FOR = timedelta(hours=2)
REPORTS_OF_NETWORK = limits.Limit("reports-network", 10, timedelta(hours=1))
REPORTS_OF_PERSON = limits.Limit("reports-person", 30, timedelta(days=1))
_seen = signing.TimestampSigner(salt="moderation.seen")
_sent = signing.Signer(salt="moderation.sent")


def sent_url(made: Report) -> str:
    """Only whoever reported it knows this address: nobody guesses it."""
    return reverse("moderation:sent", kwargs={"token": _sent.sign(str(made.pk))})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def report(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Also without an account, for what everybody sees. What was deleted since the page was opened is reported as it is kept."""
    reportable, viewer = REPORTABLES.get(what), person_of(request)
    if reportable is None:
        raise Http404
    obj = reportable.find(viewer, pk)
    if obj is None and request.method == "POST" and _has_seen(request, what, pk, viewer):
        obj = reportable.any(pk)
        if obj is None:
            return render(request, "moderation/gone.html", {"text": request.POST.get("text", "").replace("\x00", "")})
    if obj is None:
        raise Http404
    said = request.POST.get(
        "said"
    )  # from elsewhere, by whoever could read it (encrypted chat): it may still be changed
    posted = request.POST if request.method == "POST" and said is None else None
    form = ReportForm(posted, viewer=viewer, can_be_hidden=reportable.hide is not None, said=said or "")
    status = 200
    if form.is_valid() and not _not_too_many(request, form):
        status = 429
    elif form.is_valid():
        with refusals_on(form):
            by = actor_of(request) if viewer else None
            return redirect(sent_url(reports.report(what, obj, by=by, **form.cleaned_data)))
    return render(request, "moderation/report.html", _context(form, reportable, obj, viewer), status=status)


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """What became of it. Kept as a bookmark, it is how somebody without an account reads the decision."""
    made = _report_of(request, token)
    decision = made.case.decisions.last()
    context = {
        "case": made.case,
        "said": decision_in_words(decision) if decision else None,
        "has_account": made.reporter_id is not None,
        "may_complain": decision is not None and complaints.may_complain(decision) and made.reporter_id is None,
        "token": token,
        "emergency": EMERGENCY,
        "helplines": helplines_for(person_of(request)),
    }
    return render(request, "moderation/sent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever reported without an account; all others have a page of their own with the reasons."""
    made = _report_of(request, token)
    decision = made.case.decisions.filter(level=1).first()
    if decision is None or made.reporter_id is not None:
        raise Http404
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _not_too_many(request, form):
        with refusals_on(form):
            complaints.complain_without_account(made, decision, text=form.cleaned_data["text"])
            return redirect("moderation:sent", token=token)
    back_url = reverse("moderation:sent", kwargs={"token": token})
    return render(request, "moderation/complain.html", {"form": form, "back_url": back_url})


def _context(form: ReportForm, reportable: Reportable, obj: Any, viewer: Person | None) -> dict[str, Any]:
    thing = reportable.look(obj)
    return {
        "form": form,
        "thing": thing,
        "label": reportable.label,
        "title": "" if reportable.word in {"comment", "message"} else thing.title,
        "words": "" if reportable.word in {"person", "file"} else thing.text,
        "seen": _seen.sign(_stamp(reportable.word, obj.pk, viewer)),
        "is_young": viewer is not None and viewer.is_minor,
        "emergency": EMERGENCY,
        "helplines": helplines_for(viewer),
    }


def _has_seen(request: HttpRequest, what: str, pk: int, viewer: Person | None) -> bool:
    """They saw it when they opened the form: whoever deletes quickly doesn't get away with it."""
    try:
        return _seen.unsign(request.POST.get("seen", ""), max_age=SEEN_FOR) == _stamp(what, pk, viewer)
    except signing.BadSignature:
        return False


def _stamp(what: str, pk: int, viewer: Person | None) -> str:
    return f"{what}|{pk}|{viewer.pk if viewer else ''}"


def _not_too_many(request: HttpRequest, form: ReportForm | ComplaintForm) -> bool:
    viewer = person_of(request)
    if viewer is not None:
        is_allowed = limits.allowed(REPORTS_OF_PERSON, viewer.pk)
    else:
        is_allowed = limits.allowed(REPORTS_OF_NETWORK, limits.network_of(request))
    if not is_allowed:
        form.add_error(None, _("That were many reports in a short time. Please come to the desk, or try again later."))
    return is_allowed


def _report_of(request: HttpRequest, token: str) -> Report:
    try:
        pk = int(_sent.unsign(token))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    made = Report.objects.select_related("case").filter(pk=pk).first()
    viewer = person_of(request)
    if made is None or (made.reporter_id is not None and (viewer is None or viewer.pk != made.reporter_id)):
        raise Http404
    return made
