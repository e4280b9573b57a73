"""The pages of a petition: signing, sheets of paper, handing over, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from quartier.api import actor_of, refusals_on, require, rich, signed_in
from quartier.api.processes import ENTER_BALLOTS, Step, options_of, own_step_or_404, step_or_404, why_not
from quartier.steps.petition import actions, faces
from quartier.steps.petition.forms import AboutForm, CameForm, HandOverForm, SheetForm, SheetsForm, SignForm
from quartier.steps.petition.paper import sheets_pdf
from quartier.steps.petition.queries import course_of, own_signature, sheets_of, takes_sheets
from quartier.steps.petition.terms import PetitionOptions
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
@signed_in
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    step, by = _step(request, pk), actor_of(request)
    mine = own_signature(step, by.subject) if by.for_person is None else None
    initial = {"is_shown": bool(mine and mine.content.get("is_shown"))}
    form = SignForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.sign(step, by=by, is_shown=form.cleaned_data["is_shown"])
            done(request, _("You have signed. Until the end you can take it back."))
            return redirect(step.url)
    context = {"step": step, "form": form, "mine": mine, "reason": why_not(step, by.subject)}
    text = rich(step.process.text) if step.process.text else ""
    return render(request, "petition/sign.html", {**context, "text": text, "to": options_of(step, PetitionOptions).to})


@require_POST
@signed_in
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    step = _step(request, pk)
    actions.withdraw(step, by=actor_of(request))
    done(request, _("Your signature is gone."))
    return redirect(step.url)


@GET_AND_POST
@signed_in
def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    step = _own_step(request, pk)
    form = AboutForm(
        request.POST if request.method == "POST" else None, initial=vars(options_of(step, PetitionOptions))
    )
    return _asked(
        request,
        step,
        form,
        title=_("Prepare the petition"),
        button=_("Keep it"),
        act=lambda said: actions.choose(step, by=actor_of(request), **said),
    )


@GET_AND_POST
@signed_in
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """New sheets to print, each with a number of its own."""
    step = _own_step(request, pk)
    form = SheetsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            numbers = actions.number_sheets(step, by=actor_of(request), count=form.cleaned_data["count"])
            address = request.build_absolute_uri(step.process.url)
            response = HttpResponse(sheets_pdf(step, numbers, address), content_type="application/pdf")
            response["Content-Disposition"] = f'attachment; filename="petition-{step.pk}-{numbers[0]}.pdf"'
            return response
    return _form(request, step, form, _("Sheets to print"), _("Make the PDF"))


@GET_AND_POST
@signed_in
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet after the other, by whoever may enter what came on paper."""
    step, by = _step(request, pk), actor_of(request)
    require(by, ENTER_BALLOTS)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_on(form):
            entered = actions.enter_sheet(
                step, by=by, sheet=said["sheet"], lines=form.lines(), replaces=said["replaces"]
            )
            done(request, _in_words(entered))
            return redirect("petition:enter", pk=pk)
    course = course_of(step)
    takes = takes_sheets(step, course) and course is not None and course.printed > 0
    context = {"step": step, "form": form, "sheets": sheets_of(course), "takes": takes}
    return render(request, "petition/enter.html", context)


@GET_AND_POST
@signed_in
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    step = _own_step(request, pk)
    initial: dict[str, Any] = {"to": options_of(step, PetitionOptions).to}
    if (course := course_of(step)) and course.handed_over:
        initial = {"to": course.to, "on": course.handed_over}
    form = HandOverForm(request.POST if request.method == "POST" else None, initial=initial)
    return _asked(
        request,
        step,
        form,
        title=_("Hand-over"),
        button=_("Keep it"),
        act=lambda said: actions.hand_over(step, by=actor_of(request), **said),
    )


@GET_AND_POST
@signed_in
def what_came(request: HttpRequest, pk: int) -> HttpResponse:
    step = _own_step(request, pk)
    course = course_of(step)
    form = CameForm(request.POST if request.method == "POST" else None, initial={"text": course.came if course else ""})
    return _asked(
        request,
        step,
        form,
        title=_("What came of it"),
        button=_("Tell everybody who signed"),
        act=lambda said: actions.tell_what_came(step, by=actor_of(request), **said),
    )


def _asked(
    request: HttpRequest, step: Step, form: Any, *, title: str, button: str, act: Callable[[dict[str, Any]], None]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(form.cleaned_data)
            return redirect(step.url)
    return _form(request, step, form, title, button)


def _form(request: HttpRequest, step: Step, form: Any, title: str, button: str) -> HttpResponse:
    context = {
        "step": step,
        "form": form,
        "page_title": title,
        "button": button,
        "hint": faces.hint_of(form),
    }
    return render(request, "petition/form.html", context)


def _in_words(entered: actions.Entered) -> str:
    said = ngettext("%(n)d signature counted.", "%(n)d signatures counted.", entered.counted) % {"n": entered.counted}
    if not entered.doubled:
        return said
    lines = ", ".join(map(str, entered.doubled))
    return said + " " + _("Not counted, because they have signed already: line %(lines)s.") % {"lines": lines}


def _step(request: HttpRequest, pk: int) -> Step:
    return step_or_404(request, pk, kind="petition")


def _own_step(request: HttpRequest, pk: int) -> Step:
    return own_step_or_404(request, pk, kind="petition")
