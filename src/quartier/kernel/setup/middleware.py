"""Before the set-up there is nothing here for anybody but who has the link."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from quartier.kernel.quarter.models import current_quarter
from quartier.kernel.requests import person_of

OPEN = ("/setup/", "/static/", "/health/", "/i18n/", "/ui/", "/places/suggest", "/vertrauen/")


class SetupMiddleware:
    """Leads every stranger to one calm page until the quarter is set up: nobody can sign up before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if person_of(request) is None and not request.path.startswith(OPEN) and not current_quarter().is_set_up:
            return redirect("setup:start")
        return self.get_response(request)
