"""Asking and offering, one question a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import Steps, actor_of, once, refusals_on, require, signed_in
from quartier.modules.help import actions, faces
from quartier.modules.help.forms import QUESTIONS, WholeForm
from quartier.modules.help.models import Help
from quartier.modules.help.queries import former_place
from quartier.modules.help.terms import ASK, OFFER
from quartier.ui.flash import done

CHECK = "check"


def steps_of(request: HttpRequest, sort: str, step: str = CHECK) -> Steps:
    """`sort`: "request" or "offer"."""

    def url(step: str) -> str:
        return reverse("help:question", kwargs={"sort": sort, "step": step})

    return Steps(request, f"help.{sort}", QUESTIONS, url=url, step=step, sort=sort)


@require_safe
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Do you need something, or do you offer something?"""
    drafts = {sort: steps_of(request, sort).draft for sort in ("request", "offer")}
    return render(request, "help/new.html", {"drafts": drafts})


@require_safe
@signed_in
def start(request: HttpRequest, sort: str) -> HttpResponse:
    """The first question; with `?title=…&text=…` from another module some of it is answered already."""
    steps = steps_of(request, sort, "kind")
    if request.GET.get("title"):
        steps.suggest({name: request.GET.getlist(name) for name in ("title", "text")})
    return redirect(steps.url("kind"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def question(request: HttpRequest, sort: str, step: str) -> HttpResponse:
    steps = steps_of(request, sort, step)
    return _check(request, steps, sort) if step == CHECK else steps.ask("help/question.html", {"sort": sort})


def _check(request: HttpRequest, steps: Steps, sort: str) -> HttpResponse:
    """Everything once more, and who will see it; then it is published. A guest's draft waits until they are confirmed."""
    require(actor_of(request), ASK if sort == "request" else OFFER)
    open_step = steps.first_open()
    if steps.went_to:  # asked after the answers were read: they go in the moment in which they are published
        return redirect(steps.went_to)
    if open_step != CHECK:
        return redirect(steps.url(open_step))
    form = steps.whole(WholeForm)
    form.is_valid()
    return _publish(request, steps, sort, form) if request.method == "POST" else _last_look(request, steps, sort, form)


@once
def _publish(request: HttpRequest, steps: Steps, sort: str, form: WholeForm) -> HttpResponse:
    place = former_place(actor_of(request).subject, sort, steps.answers.get("place", [""])[0])
    publish: Any = actions.ask_for_help if sort == "request" else actions.offer_help
    with refusals_on(form):
        obj: Help = publish(by=actor_of(request), place=place, **form.details())
        steps.drop()
        done(request, _("Your neighbours see it now. You will be told as soon as somebody answers."))
        return redirect(obj.url)
    return _last_look(request, steps, sort, form)


def _last_look(request: HttpRequest, steps: Steps, sort: str, form: WholeForm) -> HttpResponse:
    answers, who = faces.answers(form), faces.who_sees(form.cleaned_data.get("audience", ""))
    return render(
        request, "help/check.html", {"sort": sort, "form": form, "steps": steps, "answers": answers, "who": who}
    )
