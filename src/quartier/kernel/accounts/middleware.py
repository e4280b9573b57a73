"""What each request of somebody who is logged in leaves behind, and takes care of."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from quartier.kernel.accounts.actions.sessions import BEGAN, SEEN, log_out
from quartier.kernel.accounts.models import Device
from quartier.kernel.requests import is_shared_device

SHARED_IDLE = 20 * 60  # seconds after which a shared device that nobody touched forgets who was there
SHARED_LONGEST = 12 * 3600  # and however busy it is, whoever logged in this morning isn't there tonight


class DeviceMiddleware:
    """Notes once an hour that a device was seen, and ends sessions on shared devices that were left lying."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_logged_in = request.user.is_authenticated
        shared = is_logged_in and is_shared_device(request)
        if is_logged_in:
            _note(request, shared)
        response = self.get_response(request)
        if shared:  # "back" must not show the last person's pages, nor their pictures
            response["Cache-Control"] = "private, no-store"
        elif is_logged_in and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response


def _note(request: HttpRequest, shared: bool) -> None:
    now, seen = time.time(), request.session.get(SEEN)
    if seen is None:
        return
    if shared and (now - seen > SHARED_IDLE or now - request.session.get(BEGAN, now) > SHARED_LONGEST):
        log_out(request)
        return
    if now - seen > (120 if shared else 3600):
        request.session[SEEN] = now
        Device.objects.filter(session_key=request.session.session_key).update(last_seen=timezone.now())
