"""My devices that tell me; and, for managers, whether this quarter sends to devices at all."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.kernel.accounts.devices import in_words
from quartier.kernel.managing.views import for_managers
from quartier.kernel.push import actions
from quartier.kernel.push.forms import PushServiceForm
from quartier.kernel.push.queries import devices_of
from quartier.kernel.push.services import named_hosts, public_key, push_service
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, is_shared_device, signed_in
from quartier.ui.flash import done

MOST_SAID = 4000


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def devices(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    if request.method == "POST":
        try:
            actions.switch_on(_said(request), by=by, session_key=request.session.session_key or "")
        except Refused as refusal:
            messages.error(request, str(refusal.message))
        else:
            done(request, _("Done. This device tells you from now on."))
        return redirect("push:devices")
    shown = devices_of(by.person)
    context = {
        "devices": [(one, in_words(one.device)) for one in shown],
        "here": next((one.pk for one in shown if one.device.session_key == request.session.session_key), None),
        "is_on": push_service().is_on,
        "is_shared": is_shared_device(request),
        "is_for_other": by.for_person is not None,
        "public_key": public_key(),
    }
    page = render(request, "push/devices.html", context)
    page._csp_update = {"worker-src": ["'self'"]}  # type: ignore[attr-defined]
    return page


def _said(request: HttpRequest) -> object:
    """What the browser says of itself; None for rubbish."""
    text = request.POST.get("subscription", "")
    try:
        said: object = json.loads(text) if len(text) <= MOST_SAID else None
    except (ValueError, RecursionError):
        return None
    return said


@require_POST
@signed_in
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    by = actor_of(request)
    device = get_object_or_404(devices_of(by.person), pk=pk)
    words = in_words(device.device)
    actions.switch_off(device, by=by)
    done(request, _("%(device)s tells you no more.") % {"device": words})
    return redirect("push:devices")


@require_POST
@signed_in
def test(request: HttpRequest) -> HttpResponse:
    try:
        taken = actions.send_test(by=actor_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    else:
        words = ngettext("On its way to %(num)s device.", "On its way to %(num)s devices.", taken)
        done(request, words % {"num": taken})
    return redirect("push:devices")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that a browser keeps, to show a notice while no page of ours is open. It reaches no page but these."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> bytes:
    return (settings.ROOT / "ui" / "static" / "ui" / "push-worker.js").read_bytes()


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def service(request: HttpRequest) -> HttpResponse:
    known = push_service()
    form = PushServiceForm(_posted(request), instance=known)
    if form.is_valid():
        with refusals_on(form):
            actions.change_service(by=actor_of(request), **form.cleaned_data)
            done(request, _("Saved."))
            return redirect("push:service")
    return render(request, "push/service.html", {"form": form, "hosts": list(named_hosts(push_service()))})


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
