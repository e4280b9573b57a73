"""The pages of matters. Each thing one can do is an address of its own; where it is refused, the page says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.kernel.matters import actions, agreements, endings, forms, page, released_places
from quartier.kernel.matters.models import Matter
from quartier.kernel.matters.queries import matter_or_404, matters_of
from quartier.kernel.people.actors import Actor
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done

MOST_PUT_AWAY = 50
Act = Callable[[Matter, Actor, Any], object]


@require_safe
@signed_in
def matters(request: HttpRequest) -> HttpResponse:
    """What somebody has going on, and what is over."""
    found = matters_of(actor_of(request).subject)
    running = [card for matter in found if not matter.is_over and (card := _card(matter, request))]
    over = [_card(matter, request) for matter in found if matter.is_over][:MOST_PUT_AWAY]
    return render(request, "matters/matters.html", {"running": running, "over": over})


def _card(matter: Matter, request: HttpRequest) -> dict[str, Any]:
    person = actor_of(request).subject
    others = [other for other in matter.parties_now() if other != person]
    return {
        "title": str(matter),
        "url": matter.url,
        "author": _("with %(names)s") % {"names": page.names(others)},
        "status_text": matter.get_state_display(),
        "changed": matter.changed,
        "is_over": matter.is_over,
    }


@require_safe
@signed_in
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    return page.matter_page(request, pk)


@signed_in
def say(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.SayForm) -> object:
        return actions.say(matter, by=by, text=form.cleaned_data["text"])

    return _act(request, pk, "say", act, back_to="write")


@signed_in
def send(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.SendForm) -> object:
        return actions.send_file(matter, by=by, upload=form.cleaned_data["file"])

    return _act(request, pk, "send", act, back_to="write")


@signed_in
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.ProposeForm) -> object:
        return agreements.propose(matter, by=by, text=form.cleaned_data["text"], **form.moments)

    return _act(request, pk, "propose", act)


@signed_in
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.AnswerForm) -> object:
        return agreements.agree(form.cleaned_data["agreement"], by=by)

    return _act(request, pk, "answer", act)


@signed_in
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.AnswerForm) -> object:
        return agreements.take_back(form.cleaned_data["agreement"], by=by)

    return _act(request, pk, "answer", act)


@signed_in
def release(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.PlaceForm) -> object:
        return released_places.release_place(matter, by=by, place=form.cleaned_data["place"])

    return _act(request, pk, "place", act)


@signed_in
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.PlaceForm) -> object:
        return released_places.withdraw_place(matter, by=by, place=form.cleaned_data["place"])

    return _act(request, pk, "place", act)


@signed_in
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "press", lambda matter, by, _form: endings.finish(matter, by=by))


@signed_in
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.ThankForm) -> object:
        return endings.thank(matter, by=by, text=form.cleaned_data["text"])

    return _act(request, pk, "thank", act)


@signed_in
def close(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "press", lambda matter, by, _form: endings.close(matter, by=by))


@signed_in
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    def act(matter: Matter, by: Actor, form: forms.DropForm) -> object:
        return endings.drop(matter, by=by, text=form.cleaned_data["text"])

    return _act(request, pk, "drop", act)


@signed_in
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        actions.leave(matter_or_404(actor_of(request).subject, pk), by=actor_of(request))
        done(request, _("You have dropped out. The others were told."))
        return redirect("matters:list")
    return redirect(matter_or_404(actor_of(request).subject, pk).url)


def _act(
    request: HttpRequest,
    pk: int,
    name: str,
    act: Act,
    back_to: str = "now",
) -> HttpResponse:
    """Does it and leads back to where one was; where it is refused the page says why, with all that was typed.

    Opened without anything sent (after logging in again): the page itself.
    """
    by = actor_of(request)
    matter = matter_or_404(by.subject, pk)
    if request.method != "POST":
        return redirect(matter.url)
    form = forms.FORMS[name](request.POST, request.FILES, matter=matter, person=by.subject)
    if form.is_valid():
        with refusals_on(form):
            act(matter, by, form)
            return redirect(f"{matter.url}#{back_to}")
    return page.matter_page(request, pk, refused={name: form})
