"""Promising an answer, giving it, and saying what becomes of a proposal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quartier.kernel.drafts.opened import draft_of
from quartier.kernel.groups.queries import speaks_for
from quartier.kernel.processes import answering, outcomes
from quartier.kernel.processes.forms import AdoptForm, AnswerForm, FeasibilityForm, StateForm
from quartier.kernel.processes.models import ProcessState
from quartier.kernel.processes.page import answer_of, process_or_404
from quartier.kernel.processes.proposal_models import Proposal
from quartier.kernel.processes.rights import may_answer
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
@signed_in
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who speak for a public office."""
    by = actor_of(request)
    process = process_or_404(person_of(request), pk)
    offices = {str(one.pk): one for one in speaks_for(by.subject) if one.is_official}
    if not offices:
        raise Http404
    given = {"due": process.answer_due, "office": next(iter(offices))}
    form = AdoptForm(request.POST if request.method == "POST" else None, person=by.subject, initial=given)
    if form.is_valid():
        with refusals_on(form):
            answering.adopt(process, by=by, office=offices[form.cleaned_data["office"]], due=form.cleaned_data["due"])
            done(request, _("Promised. Everybody sees it on the page."))
            return redirect(process.url)
    context = {
        "process": process,
        "form": form,
        "heading": _("Promise the answer for your office"),
        "lead": _("Everybody sees that your office answers, and until when."),
        "back_url": process.url,
        "submit": _("Promise it"),
    }
    return render(request, "processes/form.html", context)


@GET_AND_POST
@signed_in
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes of it. Once given it can be added to, and it says when."""
    process = process_or_404(person_of(request), pk)
    if not may_answer(process, person_of(request)) or process.state not in (
        ProcessState.WAITING,
        ProcessState.ANSWERED,
    ):
        raise Http404
    there = answer_of(process)
    draft = draft_of(request, f"process.answer:{pk}", label=_("The answer to “%(title)s”") % {"title": process.title})
    form = draft.form(AnswerForm, initial={"text": there.text if there else ""})
    if form.is_valid():
        with refusals_on(form):
            answering.give_answer(process, by=actor_of(request), text=form.cleaned_data["text"])
            draft.drop()
            done(request, _("Answered. Everybody who took part is told."))
            return redirect(process.url)
    context = {
        "process": process,
        "form": form,
        "draft": draft,
        "heading": _("The answer"),
        "lead": process.question,
        "back_url": process.url,
        "submit": _("Give the answer"),
    }
    return render(request, "processes/form.html", context)


@GET_AND_POST
@signed_in
def fate(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of one proposal; who made or supports it hears of it."""
    proposal = _answered_by(request, pk)
    given = {"state": proposal.state, "sentence": proposal.sentence}
    form = StateForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        with refusals_on(form):
            said = form.cleaned_data
            outcomes.set_state(proposal, said["state"], by=actor_of(request), sentence=said["sentence"])
            done(request, _("Saved. Whoever made or supports it is told."))
            return redirect(proposal.url)
    return render(request, "processes/form.html", _of(proposal, form, _("Say what becomes of it")))


@GET_AND_POST
@signed_in
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether it can be done, with reasons."""
    proposal = _answered_by(request, pk)
    given = {name: getattr(proposal, name) for name in FeasibilityForm.base_fields}
    form = FeasibilityForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        with refusals_on(form):
            outcomes.check_proposal(proposal, by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved. Whoever made or supports it is told."))
            return redirect(proposal.url)
    return render(request, "processes/form.html", _of(proposal, form, _("Check whether it can be done")))


def _answered_by(request: HttpRequest, pk: int) -> Proposal:
    proposal = get_object_or_404(Proposal, pk=pk)
    proposal.process = process_or_404(person_of(request), proposal.process_id)
    if not may_answer(proposal.process, person_of(request)):
        raise Http404
    return proposal


def _of(proposal: Proposal, form: object, heading: str) -> dict[str, object]:
    return {
        "process": proposal.process,
        "form": form,
        "heading": heading,
        "lead": proposal.title,
        "back_url": proposal.url,
    }
