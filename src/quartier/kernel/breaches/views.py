"""For those who manage the quarter: what went wrong with data, how long there still is, and who must be told."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.breaches import actions
from quartier.kernel.breaches.forms import BreachForm, NoteForm
from quartier.kernel.breaches.models import Breach
from quartier.kernel.drafts.once import once
from quartier.kernel.managing.views import for_managers
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of
from quartier.ui.flash import done

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
DONE = {"authority": actions.say_authority_told, "people": actions.say_people_told, "close": actions.close_breach}


@GET_OR_POST
@for_managers
@once
def home(request: HttpRequest) -> HttpResponse:
    """All of them, and writing down a new one."""
    form = BreachForm.of(_posted(request), None)
    if form.is_valid():
        with refusals_on(form):
            breach = actions.note_breach(by=actor_of(request), **form.cleaned_data)
            done(request, _("Written down. Below stands what must be done by when."))
            return redirect(breach.url)
    breaches = [(one, time_left(one)) for one in Breach.objects.all()]
    return render(request, "breaches/home.html", {"form": form, "breaches": breaches})


@require_safe
@for_managers
def breach(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Breach, pk=pk), "", NoteForm())


@GET_OR_POST
@for_managers
def change(request: HttpRequest, pk: int) -> HttpResponse:
    it = get_object_or_404(Breach, pk=pk)
    form = BreachForm.of(_posted(request), it)
    if form.is_valid():
        with refusals_on(form):
            actions.change_breach(it, by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved."))
            return redirect(it.url)
    return render(request, "breaches/change.html", {"form": form, "it": it})


@GET_OR_POST
@for_managers
def told(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """The authority was told, those concerned were told, or all is done."""
    it, act = get_object_or_404(Breach, pk=pk), DONE.get(what)
    if act is None:
        raise Http404
    form = NoteForm(_posted(request))
    if form.is_valid():
        with refusals_on(form):
            act(it, by=actor_of(request), note=form.cleaned_data["note"])
            done(request, _("Written down."))
            return redirect(it.url)
    return _page(request, it, what, form)


def time_left(it: Breach) -> str:
    """In words; empty where no clock runs any more."""
    if not it.must_tell_authority:
        return ""
    hours = int((it.due - timezone.now()).total_seconds() // 3600)
    if hours < 0:
        return _("The time is over: tell the authority now, and why it is late.")
    return ngettext("%(num)s hour left", "%(num)s hours left", hours) % {"num": hours}


def _page(request: HttpRequest, it: Breach, what: str, form: NoteForm) -> HttpResponse:
    context: dict[str, Any] = {
        "it": it,
        "left": time_left(it),
        "steps": [(step, actions.SAID.get(step.said, step.said)) for step in it.steps.select_related("by")],
        "doing": what,
        "form": form,
    }
    return render(request, "breaches/breach.html", context)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
