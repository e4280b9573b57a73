"""What a view may know of who asks, typed, and who may ask at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
SHARED = "account_shared"  # in the session of somebody who logged in on a device that others use too


def person_of(request: HttpRequest) -> Person | None:
    """Who asks; None for a stranger."""
    return cast("Person | None", request.person)  # type: ignore[attr-defined]


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, in a view behind `signed_in`."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined]


def is_shared_device(request: HttpRequest) -> bool:
    """Others use it too: nothing of who is here may stay on it."""
    return bool(request.session.get(SHARED))


def signed_in(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A stranger is asked to log in first, and comes back afterwards."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if person_of(request) is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return checked
