"""What is sent from the page of the process; and the two pages of those who look after it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.api import Refused, actor_of, once, person_of, refusals_on, signed_in
from quartier.api.processes import (
    Channel,
    Proposal,
    Step,
    elector_named,
    may_enter,
    may_manage,
    offer_hand,
    options_of,
    step_or_404,
    step_page,
    support,
    take_hand_back,
    take_support_back,
)
from quartier.steps.gather import actions
from quartier.steps.gather.forms import EnterForm, GroupForm, SayForm
from quartier.steps.gather.queries import alike_to, clusters, needs_of, ungrouped
from quartier.steps.gather.terms import GatherOptions
from quartier.ui.flash import done, warn

SLIPS_A_SHEET = 4


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@once
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Where something like it was said already, that is shown first: perhaps it needs only a "me too"."""
    step = step_or_404(request, pk, kind="gather")
    if request.method != "POST":  # after logging in again
        return redirect(step.url)
    form = say_form(step, request.POST)
    if form.is_valid():
        alike = alike_to(form.cleaned_data["words"], step, person_of(request))
        if alike and "anyway" not in request.POST:
            return step_page(request, step, form=form, alike=alike)
        with refusals_on(form):
            actions.say_need(step, by=actor_of(request), **form.cleaned_data)
            done(request, _("Thank you! It stands in the list now. You hear what comes of it."))
            return redirect(step.url + "#needs")
    return step_page(request, step, form=form)


def say_form(step: Step, posted: Any = None) -> SayForm:
    return SayForm(posted, asks_who_helps=options_of(step, GatherOptions).asks_who_helps)


@require_POST
@signed_in
def me_too(request: HttpRequest, pk: int, need: int) -> HttpResponse:
    step, proposal = _need(request, pk, need)
    if request.POST.get("on") == "0":
        take_support_back(proposal, step=step, by=actor_of(request))
    else:
        support(proposal, step=step, by=actor_of(request))
    return redirect(f"{step.url}#need-{proposal.pk}")


@require_POST
@signed_in
def help_with(request: HttpRequest, pk: int, need: int) -> HttpResponse:
    step, proposal = _need(request, pk, need)
    if request.POST.get("on") == "0":
        take_hand_back(proposal, by=actor_of(request))
    else:
        offer_hand(proposal, step=step, by=actor_of(request))
    return redirect(f"{step.url}#need-{proposal.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@once
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody says by telephone or at the desk. What came on paper has its piles, which two people type."""
    step = step_or_404(request, pk, kind="gather")
    if not may_enter(person_of(request)):
        raise Refused(_("You don't have the power to do this."))
    form = EnterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            said = dict(form.cleaned_data)
            person, channel = elector_named(said.pop("name"), step), Channel(said.pop("channel"))
            actions.enter_need(step, by=actor_of(request), person=person, channel=channel, **said)
            done(request, _("Entered. The next one, please."))
            return redirect("gather:enter", pk=pk)
    return render(request, "gather/enter.html", {"step": step, "process": step.process, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """What sounds alike is proposed; a person decides. One group at a time, the largest first."""
    step = step_or_404(request, pk, kind="gather")
    if not may_manage(step.process, actor_of(request).person):
        raise Refused(_("Only those who look after this process may do that."))
    alone, groups = ungrouped(step), [need for need in needs_of(step, person_of(request)) if need.is_group]
    found = clusters(alone)
    context = {"step": step, "process": step.process, "groups": groups, "left": len(alone)}
    if not found:
        return render(request, "gather/group.html", {**context, "form": None})
    others = [need for cluster in found[1:] for need in cluster.needs]
    form = GroupForm(request.POST if request.method == "POST" else None, cluster=found[0], others=others)
    if form.is_valid():
        with refusals_on(form):
            chosen = [need for need in alone if str(need.pk) in form.cleaned_data["needs"]]
            made = actions.group_needs(step, chosen, by=actor_of(request), title=form.cleaned_data["title"])
            is_new = made.pk not in {need.proposal.pk for need in groups}
            undo = reverse("gather:take_out", kwargs={"pk": pk, "need": made.pk}) if is_new else ""
            done(request, _("Put together. Everybody’s sentence stays to be read."), undo_url=undo)
            return redirect("gather:group", pk=pk)
    return render(request, "gather/group.html", {**context, "form": form})


@require_POST
@signed_in
def take_out(request: HttpRequest, pk: int, need: int) -> HttpResponse:
    """One sentence out of its group, or all of a group: each stands for itself again."""
    step, proposal = _need(request, pk, need)
    try:
        actions.take_out(step, proposal, by=actor_of(request))
    except Refused as refusal:
        warn(request, str(refusal))
    else:
        done(request, _("It stands for itself again."))
    return redirect("gather:group", pk=pk)


@require_safe
@signed_in
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to print and to cut: it lies in the bakery and at the desk."""
    step = step_or_404(request, pk, kind="gather")
    return render(request, "gather/slips.html", {"step": step, "process": step.process, "count": range(SLIPS_A_SHEET)})


def _need(request: HttpRequest, pk: int, need: int) -> tuple[Step, Proposal]:
    step = step_or_404(request, pk, kind="gather")
    proposal = step.process.proposals.filter(pk=need).first()
    if proposal is None:
        raise Http404
    return step, proposal
