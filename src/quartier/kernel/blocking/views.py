"""Blocking somebody, in two taps: a quiet link beside their name, and one question."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.blocking import actions, choices
from quartier.kernel.blocking.forms import ContactForm
from quartier.kernel.blocking.queries import blocks_of, has_duties, somebody_or_404
from quartier.kernel.contact.rules import choice_of
from quartier.kernel.people.blocks import blocked_by
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done


@require_safe
@signed_in
def blocks(request: HttpRequest) -> HttpResponse:
    """Whom I blocked, and the way back."""
    return render(request, "blocking/blocks.html", {"blocks": list(blocks_of(actor_of(request).subject))})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """What it does, and the button."""
    by = actor_of(request)
    other, refusal = somebody_or_404(by.subject, pk), ""
    if request.method == "POST":
        try:
            actions.block(other, by=by)
        except Refused as refused:
            refusal = str(refused.message)
        else:
            undo_url = reverse("blocks:undo", kwargs={"pk": pk})
            done(
                request,
                _("You no longer meet %(name)s here.") % {"name": other.name_for(by.subject)},
                undo_url=undo_url,
            )
            return redirect("blocks:list")
    if not refusal and other.pk in blocked_by(by.subject):
        return redirect("blocks:list")
    context = {"other": other, "refusal": refusal, "has_duties": has_duties(other)}
    return render(request, "blocking/block.html", context, status=403 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def contact(request: HttpRequest) -> HttpResponse:
    """Who may write to me, and with whom I read along."""
    by = actor_of(request)
    choice = choice_of(by.subject)
    known = {"reach": choice.reach, "name": choice.companion.full_name if choice.companion else ""}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        with refusals_on(form):
            choices.choose_reach(form.cleaned_data["reach"], by=by, name=form.cleaned_data["name"])
            done(request, _("Saved. It counts for what begins from now on."))
            return redirect("blocks:contact")
    accompanied = by.subject.accompanies.select_related("person").order_by("pk")
    return render(request, "blocking/contact.html", {"form": form, "accompanied": accompanied, "choice": choice})


@require_POST
@signed_in
def step_down(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    person = get_object_or_404(Person.objects.filter(contact_choice__companion=by.subject), pk=pk)
    choices.step_down(person, by=by)
    done(request, _("You no longer read along. %(name)s is told.") % {"name": person.full_name})
    return redirect("blocks:contact")


@require_POST
@signed_in
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    other = somebody_or_404(by.subject, pk)
    actions.unblock(other, by=by)
    done(request, _("You meet %(name)s again.") % {"name": other.full_name})
    return redirect("blocks:list")
