"""The space: its first page, rounds as everybody reads them, and the office that answers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import (
    CHILD_UNDER,
    CONSENT_UNDER,
    YOUNG_UNDER,
    Organisation,
    Refused,
    actor_of,
    draft_of,
    once,
    person_of,
    refusals_on,
    rich,
    signed_in,
)
from quartier.api.processes import Process, ProcessState, carers_of_young, may_answer
from quartier.modules.youth import actions, queries
from quartier.modules.youth.forms import AnswerForm, PromiseForm, RoundForm
from quartier.modules.youth.words import euros
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
ALL_AGES = {"child": CHILD_UNDER, "consent": CONSENT_UNDER, "young": YOUNG_UNDER}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """For young people what they can do; for everybody else what this is, and what they may read of it."""
    viewer = person_of(request)
    inside = queries.is_inside(viewer)
    context = {
        "viewer": viewer,
        "inside": inside,
        "cares": queries.cares(viewer),
        "rooms": queries.rooms_of(viewer) if inside else [],
        "rounds": list(queries.rounds()[:20]) if viewer is not None and viewer.is_member else [],
        "ledgers": queries.ledgers()[:1],
        "carers": [person.name_for(viewer) for person in carers_of_young()],
        "ages": ALL_AGES,
        "euros": euros,
    }
    return render(request, "youth/home.html", context)


@GET_AND_POST
@signed_in
@once
def new(request: HttpRequest) -> HttpResponse:
    if not queries.cares(person_of(request)):
        raise Http404
    offices = [
        one for one in Organisation.objects.filter(is_confirmed=True, hidden=None).order_by("name") if one.is_official
    ]
    draft = draft_of(request, "youth.round", label=_("A round for young people"))
    form = draft.form(RoundForm, offices=offices)
    if form.is_valid():
        with refusals_on(form):
            process = actions.begin_round(by=actor_of(request), **form.cleaned_data)
            draft.drop()
            done(request, _("Kept as a draft. Only you see it until you announce it."))
            return redirect("process:manage", pk=process.pk)
    return render(request, "youth/new.html", {"form": form, "draft": draft})


@require_safe
@signed_in
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What every neighbour may read: the question, what came out, the answer. Nobody's name, and nothing half done."""
    viewer = actor_of(request).subject
    if not viewer.is_member:  # said before anything is looked up: else it would tell which rounds there are
        raise Refused(_("You can do this as soon as somebody has confirmed that you live here."))
    process = _round(pk)
    inside = queries.is_inside(viewer) and process in queries.rooms_of(viewer)
    context = {
        "process": process,
        "text": rich(process.text),
        "inside": inside,
        "cares": queries.cares(viewer),
        "office": queries.office_of(process),
        "step": queries.open_step(process),
        "results": queries.results_of(process),
        "chosen": queries.told_proposals(process),
        "answer": getattr(process, "answer", None),
        "answer_text": rich(process.answer.text) if hasattr(process, "answer") else "",
        "may_promise": process.adopted_by is None and not process.is_over and bool(queries.offices_of(viewer)),
        "may_answer": process.state in (ProcessState.WAITING, ProcessState.ANSWERED) and may_answer(process, viewer),
        "may_ask_codes": queries.takes_classes(process) and queries.may_ask_codes(viewer),
    }
    return render(request, "youth/round.html", context)


@GET_AND_POST
@signed_in
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who speak for a public office."""
    offices = queries.offices_of(person_of(request))
    process = _round(pk)
    if not offices:
        raise Http404
    asked = queries.office_of(process)
    initial = {"office": str(asked.pk if asked in offices and asked else offices[0].pk), "due": process.answer_due}
    form = PromiseForm(request.POST if request.method == "POST" else None, offices=offices, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            office = next(one for one in offices if str(one.pk) == form.cleaned_data["office"])
            actions.promise(process, by=actor_of(request), office=office, due=form.cleaned_data["due"])
            done(request, _("Promised. Young people see the day, and you are reminded."))
            return redirect("youth:round", pk=pk)
    return _form(request, process, form, _("Promise young people an answer"), _("Promise it"))


@GET_AND_POST
@signed_in
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who promised it; without an office for those who look after the space."""
    process = _round(pk)
    viewer = person_of(request)
    if process.state not in (ProcessState.WAITING, ProcessState.ANSWERED) or not may_answer(process, viewer):
        raise Http404
    there = getattr(process, "answer", None)
    draft = draft_of(request, f"youth.answer:{pk}", label=_("The answer to “%(title)s”") % {"title": process.title})
    proposals = queries.told_proposals(process)
    form = draft.form(AnswerForm, proposals=proposals, initial={"text": there.text if there else ""})
    if form.is_valid():
        with refusals_on(form):
            actions.answer_round(process, by=actor_of(request), text=form.cleaned_data["text"], states=form.states())
            draft.drop()
            done(request, _("Answered. Everybody who took part is told."))
            return redirect("youth:round", pk=pk)
    return _form(request, process, form, _("The answer to young people"), _("Give the answer"), draft=draft)


def _round(pk: int) -> Process:
    return get_object_or_404(queries.rounds(), pk=pk)


def _form(request: HttpRequest, process: Process, form: Any, title: str, submit: str, **more: Any) -> HttpResponse:
    context = {"process": process, "form": form, "title": title, "submit": submit, **more}
    return render(request, "youth/form.html", context)
