"""Asking and offering, one question a page. Each answer is kept in a draft, so Back, a pause or a lost signal cost nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import Place, actor_of, refusals_on, require, signed_in
from quartier.modules.help import actions, faces
from quartier.modules.help.drafts import STEPS, Draft
from quartier.modules.help.models import Help
from quartier.modules.help.queries import published
from quartier.modules.help.terms import ASK, OFFER
from quartier.ui.flash import done


@require_safe
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Do you need something, or do you offer something?"""
    begun = {sort: draft.first_open_step() for sort in ("request", "offer") if (draft := Draft(request, sort)).is_begun}
    return render(request, "help/new.html", {"begun": begun})


@require_safe
@signed_in
def start(request: HttpRequest, sort: str) -> HttpResponse:
    """The first question; with `?title=…&text=…` from another module some of it is answered already."""
    draft = Draft(request, sort)
    if request.GET.get("title") and not draft.is_begun:
        draft.keep("what", request.GET)
    return redirect("help:question", sort=sort, step="kind")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def question(request: HttpRequest, sort: str, step: str) -> HttpResponse:
    draft = Draft(request, sort)
    if step == "check":
        return _check(request, draft)
    form = draft.question(step, request.POST if request.method == "POST" else None)
    if form.is_valid():
        draft.keep(step, request.POST)
        is_mending = request.GET.get("back") == "check"
        return redirect("help:question", sort=sort, step="check" if is_mending else STEPS[STEPS.index(step) + 1])
    number = STEPS.index(step)
    context = {
        "sort": sort,
        "step": step,
        "form": form,
        "number": number + 1,
        "total": len(STEPS),
        "before": STEPS[number - 1] if number else "",
    }
    return render(request, "help/question.html", context)


def _check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Everything once more, and who will see it; then it is published. A guest's draft waits until they are confirmed."""
    require(actor_of(request), ASK if draft.sort == "request" else OFFER)
    if there := published(actor_of(request).subject, draft.sort, request.POST.get("draft", "")):
        return redirect(there.url)  # the same page sent twice
    open_step = draft.first_open_step()
    if open_step != "check":
        return redirect("help:question", sort=draft.sort, step=open_step)
    form = draft.whole()
    form.is_valid()
    if request.method == "POST":
        with refusals_on(form):
            obj = _publish(request, draft, form.details())
            draft.drop()
            done(request, _("Your neighbours see it now. You will be told as soon as somebody answers."))
            return redirect(obj.url)
    context = {
        "sort": draft.sort,
        "form": form,
        "draft": draft,
        "answers": faces.answers(form),
        "who": faces.who_sees(form.cleaned_data.get("audience", "")),
        "number": len(STEPS),
        "total": len(STEPS),
    }
    return render(request, "help/check.html", context)


def _publish(request: HttpRequest, draft: Draft, details: dict[str, Any]) -> Help:
    place = Place.objects.filter(pk=draft.place_id).first() if draft.place_id else None
    action = actions.ask_for_help if draft.sort == "request" else actions.offer_help
    return action(by=actor_of(request), draft=draft.id, place=place, **details)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def drop_draft(request: HttpRequest, sort: str) -> HttpResponse:
    if request.method == "POST":
        Draft(request, sort).drop()
    return redirect("help:new")
