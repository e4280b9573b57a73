"""How I am reached: what on which channel, when, at which address; and the links from mails, which need no log-in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from quartier.kernel.delivery import actions
from quartier.kernel.delivery.choices import reach_of
from quartier.kernel.delivery.forms import GroupsForm, MannersForm, NoticesForm
from quartier.kernel.delivery.groups import groups
from quartier.kernel.delivery.mail.addresses import ask_for_confirmation, confirm_address
from quartier.kernel.delivery.mail.links import EVERYTHING, Off, read_confirm, read_off
from quartier.kernel.delivery.mail.notices import label_of
from quartier.kernel.delivery.mail.server import sends_mail
from quartier.kernel.notifications.channels import channels
from quartier.kernel.people.models import Person
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, signed_in
from quartier.ui.flash import done

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
@signed_in
def choices(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    by = actor_of(request)
    reach = reach_of(by.subject.pk)
    ways = actions.channels_for(by.subject)
    form = GroupsForm(_posted(request), reach, [channel for channel, missing in ways if not missing])
    if form.is_valid():
        with refusals_on(form):
            actions.choose_groups(form.cleaned_data, by=by)
            done(request, _("Saved."))
            return redirect("delivery:choices")
    context = {
        "form": form,
        "reach": reach,
        "groups": [(group, actions.is_mixed(reach, group)) for group in groups() if group.name in form.fields],
        "ways": ways,
        "icons": {channel.name: channel.icon for channel, _missing in ways},
    }
    return render(request, "delivery/choices.html", context)


@GET_OR_POST
@signed_in
def choices_of_group(request: HttpRequest, group: str) -> HttpResponse:
    """One by one, for those who want to know exactly."""
    by, found = actor_of(request), next((one for one in groups() if one.name == group and one.notices), None)
    if found is None:
        raise Http404
    ready = actions.ready_channels(by.subject)
    form = NoticesForm(_posted(request), reach_of(by.subject.pk), ready, found)
    if form.is_valid():
        with refusals_on(form):
            actions.choose_notices(found, form.cleaned_data, by=by)
            done(request, _("Saved."))
            return redirect("delivery:choices")
    return render(
        request, "delivery/group.html", {"form": form, "group": found, "icons": {one.name: one.icon for one in ready}}
    )


@GET_OR_POST
@signed_in
def manners(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    form = MannersForm(_posted(request), reach_of(by.subject.pk), get_language() or "de")
    if form.is_valid():
        with refusals_on(form):
            actions.choose_manners(by=by, **form.cleaned_data)
            done(request, _("Saved."))
            return redirect("delivery:choices")
    return render(request, "delivery/manners.html", {"form": form})


@require_POST
@signed_in
def least(request: HttpRequest) -> HttpResponse:
    actions.keep_only_what_matters(by=actor_of(request))
    done(request, _("Now you are only told what concerns your account and your safety."))
    return redirect("delivery:choices")


@GET_OR_POST
@signed_in
def address(request: HttpRequest) -> HttpResponse:
    """The address as the account has it, and whether mail may go there."""
    by = actor_of(request)
    if request.method == "POST":
        try:
            ask_for_confirmation(by=by)
        except Refused as refusal:
            messages.error(request, str(refusal.message))
        else:
            done(request, _("A mail is on its way. Open the link in it, then everything is ready."))
        return redirect("delivery:address")
    reach = reach_of(by.person.pk)
    account = getattr(by.person, "account", None)
    email = account.email if account else ""
    context = {
        "email": email,
        "reach": reach,
        "is_confirmed": bool(email and reach.confirmed and reach.address == email and not reach.stopped),
        "is_stopped": bool(email and reach.stopped and reach.address == email),
        "sends_mail": sends_mail(),
    }
    return render(request, "delivery/address.html", context)


@GET_OR_POST
def confirm(request: HttpRequest, word: str) -> HttpResponse:
    """A page with one button: programs that look at every link in a mail press none."""
    if request.method == "POST":
        try:
            confirm_address(word)
        except Refused as refusal:
            return _gone(request, str(refusal.message))
        return render(request, "delivery/confirmed.html", {})
    said = read_confirm(word)
    if said is None:
        return _gone(request, _("This link is no longer valid. You can have a new one sent to you."))
    return render(request, "delivery/confirm.html", {"email": said[1]})


@csrf_exempt
@GET_OR_POST
def off(request: HttpRequest, word: str) -> HttpResponse:
    """Mail programs press it for their reader (RFC 8058) and know no token of ours; for them the signed link is enough."""
    is_mail_program = request.POST.get("List-Unsubscribe") == "One-Click"
    return _off(request, word) if is_mail_program else csrf_protect(_off)(request, word)


def _off(request: HttpRequest, word: str) -> HttpResponse:
    """One click off, and on again. Looking at it changes nothing."""
    said = read_off(word)
    if said is None or not Person.objects.filter(pk=said.person_id).exists():
        return _gone(request, _("This link is not valid. Under “Me”, “Notices” you can choose what reaches you."))
    if request.method == "POST":
        actions.switch(said, on="on" in request.POST)
    context = {"is_off": request.method == "POST" and "on" not in request.POST, "word": word, **_words(said)}
    return render(request, "delivery/off.html", {**context, "is_on_again": "on" in request.POST})


def _words(said: Off) -> dict[str, Any]:
    channel = channels().get(said.channel)
    return {
        "channel": str(channel.label) if channel else said.channel,
        "notice": "" if said.notice == EVERYTHING else label_of(said.notice),
    }


def _gone(request: HttpRequest, text: str) -> HttpResponse:
    return render(request, "delivery/gone.html", {"text": text}, status=404)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
