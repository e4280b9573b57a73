"""What the pages on the way in share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from quartier.kernel.accounts.actions.sessions import TooManyTries
from quartier.kernel.people.models import Account
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import person_of

View = Callable[..., HttpResponse]


def page(request: HttpRequest, template: str, refusal: Refused | None = None, /, **context: Any) -> HttpResponse:
    """The page; after too many tries with the status that says so."""
    status = 429 if isinstance(refusal, TooManyTries) else 200
    return render(request, f"account/{template}.html", context, status=status)


def account_of(request: HttpRequest) -> Account:
    """Whose session this is, behind `signed_in`."""
    if not isinstance(request.user, Account):
        raise TypeError("This view needs @signed_in.")
    return request.user


def next_address(request: HttpRequest) -> str:
    """Where somebody wanted to go before: an address of this site, else nowhere. Other words could be names of pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours and wanted.startswith(("/", "http://", "https://")) else ""


def to_next(request: HttpRequest, otherwise: str = "today") -> HttpResponse:
    return redirect(next_address(request) or otherwise)


def strangers_only(view: View) -> View:
    """Whoever is in already goes on to Heute."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if person_of(request) is not None:
            return to_next(request)
        return view(request, *args, **kwargs)

    return checked
