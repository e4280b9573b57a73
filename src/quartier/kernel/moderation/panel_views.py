"""What concerns me: what I reported, what was decided, where I am to decide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.gate.pages import refused_to
from quartier.kernel.moderation import complaints, panels
from quartier.kernel.moderation.drawing import may_sit
from quartier.kernel.moderation.forms import ComplaintForm, DecisionForm
from quartier.kernel.moderation.house_rules import newest_rules, rules_in_words
from quartier.kernel.moderation.models import RUNNING, Report, Side, Statement
from quartier.kernel.moderation.pages import case_context, decision_in_words
from quartier.kernel.moderation.panel_models import Seat, Willing
from quartier.kernel.moderation.report_views import sent_url
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.notifications.actions import mark_read_here
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    me = actor_of(request).person
    reports = Report.objects.filter(reporter=me).select_related("case").order_by("-pk")
    statements = Statement.objects.filter(person=me).select_related("decision__case").order_by("-pk")
    seats = Seat.objects.filter(person=me, left=None, panel__case__state__in=RUNNING).select_related("panel__case")
    context = {
        "me": me,
        "seats": seats,
        "reports": [(REPORTABLES[one.case.what].label, one, sent_url(one)) for one in reports],
        "statements": statements,
        "is_willing": Willing.objects.filter(person=me).exists(),
        "may_be_willing": me.is_member and not me.is_minor,
    }
    return render(request, "moderation/mine.html", context)


@require_POST
@signed_in
def willing(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("willing") == "1"
    with refused_to(request):
        panels.be_willing(by=actor_of(request), willing=wanted)
        done(request, _("Thank you. You may be drawn now.") if wanted else _("You will not be drawn any more."))
    return redirect("moderation:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """The case without the name of whoever reported it, the rules, and what may be decided: as long as they decide."""
    by, found = actor_of(request), _seat(request, pk)
    if request.method == "GET":
        mark_read_here(by.person, found.url)
    case = found.panel.case
    said = {"measure": found.measure, "days": found.days, "reasons": found.reasons}
    if found.rule:
        said["rule"] = found.rule
    form = DecisionForm(request.POST if request.method == "POST" else None, case=case, initial=said)
    if form.is_valid():
        with refusals_on(form):
            panels.vote(found, by=by, **form.vote)
            done(request, _("Thank you. As soon as most agree, both sides are told."))
            return redirect("moderation:mine")
    is_open = case.is_running and found.left is None and found.panel.level == case.level and may_sit(case, by.person)
    context = {
        "seat": found,
        "is_running": case.is_running,
        "form": form if is_open or form.is_bound else None,
        "shown": case_context(case) if is_open else None,
        "rules": rules_in_words(newest_rules()),
    }
    return render(request, "moderation/seat.html", context)


@require_POST
@signed_in
def let_off(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seat(request, pk)
    with refused_to(request):
        panels.let_off(found, by=actor_of(request))
        done(request, _("That's fine. Somebody else is asked."))
    return redirect("moderation:mine")


@require_safe
@signed_in
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided about something of mine, or that I reported: with the reasons, and how to complain."""
    found = _statement(request, pk)
    mark_read_here(found.person, found.url)
    case = found.decision.case
    own = case.complaints.filter(person=found.person).first()
    context = {
        "statement": found,
        "label": REPORTABLES[case.what].label,
        "title": "" if case.what == "person" else case.title,
        "is_about_me": found.side == Side.ABOUT,
        "said": decision_in_words(found.decision),
        "complaint": own,
        "final": case.decisions.filter(level=2).exclude(pk=found.decision.pk).first(),
        "may_complain": own is None and complaints.may_complain(found.decision),
    }
    return render(request, "moderation/statement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def complain(request: HttpRequest, pk: int) -> HttpResponse:
    found = _statement(request, pk)
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            complaints.complain(found, by=actor_of(request), text=form.cleaned_data["text"])
            done(request, _("Your complaint has arrived. Others decide anew."))
            return redirect(found.url)
    return render(request, "moderation/complain.html", {"form": form, "back_url": found.url})


def _statement(request: HttpRequest, pk: int) -> Statement:
    return get_object_or_404(
        Statement.objects.select_related("decision__case", "person"), pk=pk, person=actor_of(request).subject
    )


def _seat(request: HttpRequest, pk: int) -> Seat:
    found = Seat.objects.select_related("panel__case__about").filter(pk=pk, person=actor_of(request).person).first()
    if found is None or found.left is not None:
        raise Http404
    return found
