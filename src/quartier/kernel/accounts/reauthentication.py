"""Dangerous steps ask once more who is there, unless they said so within a quarter of an hour."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from quartier.kernel.accounts.actions.sessions import CONFIRMED
from quartier.kernel.requests import signed_in

P = ParamSpec("P")
VALID_FOR = 15 * 60


def is_confirmed(request: HttpRequest) -> bool:
    at = request.session.get(CONFIRMED, 0)
    return isinstance(at, (int, float)) and 0 <= time.time() - at < VALID_FOR


def confirm(request: HttpRequest) -> None:
    request.session[CONFIRMED] = time.time()


def confirm_first(request: HttpRequest) -> HttpResponse:
    """To the page that asks, and back from there."""
    back = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "")
    return HttpResponseRedirect(f"{reverse('account:confirm')}?{urlencode({'next': back})}")


def confirmed(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For views behind a log-in that change how one gets in, give everything away or end it: asks for the passphrase first.

    What was typed into a form is not carried along: such a page asks on GET already, so the time only runs out between
    looking at a form and sending it.
    """

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return view(request, *args, **kwargs) if is_confirmed(request) else confirm_first(request)

    return signed_in(checked)
