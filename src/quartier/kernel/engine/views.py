"""The engine room: is the worker there, what waits, what failed and why; and the quarter's mailbox."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.delivery.forms import MailServerForm
from quartier.kernel.delivery.mail.server import change_mail_server, destinations, mail_server
from quartier.kernel.delivery.mail.testing import send_test_mail
from quartier.kernel.engine import state
from quartier.kernel.managing.views import for_managers
from quartier.kernel.push.services import named_hosts, push_service
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of
from quartier.kernel.services.words import service_states_now
from quartier.ui.flash import done


@require_safe
@for_managers
def home(request: HttpRequest) -> HttpResponse:
    now, server = timezone.now(), mail_server()
    context = {
        "worker": state.worker_state(now),
        "channels": state.channel_states(now),
        "listeners": state.listeners_in_trouble(),
        "services": service_states_now(),
        "server": server,
        "destinations": sorted(destinations(server)),
        "push_hosts": list(named_hosts(push_service())),
    }
    return render(request, "engine/home.html", context)


@require_POST
@for_managers
def again(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        count = state.try_again(request.POST.get("channel", ""))
    words = ngettext("%(num)s is tried again now.", "%(num)s are tried again now.", count)
    done(request, words % {"num": count})
    return redirect("engine:home")


@require_POST
@for_managers
def give_up(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        count = state.let_go(request.POST.get("channel", ""))
    words = ngettext("%(num)s is not tried again.", "%(num)s are not tried again.", count)
    done(request, words % {"num": count})
    return redirect("engine:home")


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def mail(request: HttpRequest) -> HttpResponse:
    server = mail_server()
    form = MailServerForm(_posted(request), instance=server)
    if form.is_valid():
        with refusals_on(form):
            change_mail_server(by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved."))
            return redirect("engine:mail")
    return render(request, "engine/mail.html", {"form": form, "server": mail_server()})


@require_POST
@for_managers
def test_mail(request: HttpRequest) -> HttpResponse:
    """At once and while they wait: they want to know what the mail server says."""
    try:
        address = send_test_mail(by=actor_of(request), to=request.POST.get("to", ""))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        done(
            request,
            _("The mail server took the mail to %(address)s. Now look whether it arrived.") % {"address": address},
        )
    return redirect("engine:mail")


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
