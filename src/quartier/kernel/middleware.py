"""Who asks, whether what they ask for is switched on, and what to say when it is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from errno import EDQUOT, ENOSPC

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import ResolverMatch
from django.utils.http import url_has_allowed_host_and_scheme

from quartier.kernel import registry
from quartier.kernel.assistance.gate import who_acts
from quartier.kernel.files.contents import MOST_BYTES
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person
from quartier.kernel.people.restrictions import may_send, why_not
from quartier.kernel.quarter.models import forget_quarter
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.refusals import Refused
from quartier.kernel.requests import person_of

MOST_THROWN_AWAY = 100 * 1024 * 1024
MOST_IN_ONE_REQUEST = MOST_BYTES + 1024 * 1024  # one file, and what a form says besides


class BodyLimitMiddleware:
    """Turns away what is larger than any page asks for, before a byte of it is kept: strangers can send too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdigit() or int(size) > _most_for(request):
            if size.isdigit() and int(size) <= MOST_THROWN_AWAY:  # browsers show an answer only once all is sent
                while request.read(64 * 1024):
                    pass
            return render(request, "413.html", status=413)
        return self.get_response(request)


def _most_for(request: HttpRequest) -> int:
    """Of a form the words beside a file that is too large are wanted, so it is read: see FrugalUploads."""
    is_form = request.META.get("CONTENT_TYPE", "").startswith("multipart/form-data")
    return MOST_THROWN_AWAY if is_form else MOST_IN_ONE_REQUEST


class DevicesMiddleware:
    """No page may use microphone, camera or place; the one that needs them says so itself (chat)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return answer


class KernelMiddleware:
    """Gives each request `person` and `actor` (None for a stranger); answers 404 for modules that are switched off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        forget_quarter()
        person = request.user.person if request.user.is_authenticated else None
        request.person = person  # type: ignore[attr-defined]
        request.actor = Actor(person) if person else None  # type: ignore[attr-defined]
        answer = self.get_response(request)
        if answer.status_code == 404 and person is not None:
            wait_for_the_next_tick(began)
        return answer

    def process_view(self, request: HttpRequest, *_view_and_arguments: object) -> HttpResponse | None:
        match = request.resolver_match
        slug = match.namespace if isinstance(match, ResolverMatch) else ""
        if registry.module(slug) and not is_on(slug):
            raise Http404
        if isinstance(match, ResolverMatch) and (person := person_of(request)) is not None:
            return who_acts(request, match) or _why_not_sent(request, match, person)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal that no form took in is a page of its own: so a view may begin with `require(…)`."""
        if isinstance(exception, Refused):
            return refusal_page(request, exception.message)
        if is_disk_full(exception):  # whatever was begun is taken back already
            return render(request, "507.html", status=507)
        return None


def wait_for_the_next_tick(began: float) -> None:
    """What is hidden from somebody takes a query or two longer than what never was: answers leave at the same moments."""
    tick: float = settings.EVEN_404_SECONDS
    if tick:
        time.sleep(tick - (time.monotonic() - began) % tick)


def _why_not_sent(request: HttpRequest, match: ResolverMatch, helper: Person) -> HttpResponse | None:
    """Neither who is paused nor, for them, somebody else; and who is paused acts for nobody either."""
    if request.method == "POST":
        for person in {helper, person_of(request)}:
            if person is not None and not may_send(person, match.namespace, match.url_name or ""):
                return refusal_page(request, why_not(person))
    return None


def is_disk_full(error: BaseException | None) -> bool:
    """Asked of what went wrong and of its causes: the system, SQLite and PostgreSQL each say it in their own way."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in {ENOSPC, EDQUOT}:
            return True
        if type(error).__name__ == "DiskFull" or "disk is full" in str(error):
            return True
        error = error.__cause__
    return False


def refusal_page(request: HttpRequest, sentence: object) -> HttpResponse:
    """Why not, and the way back to the page of ours that somebody came from. For one of our scripts the sentence alone."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": str(sentence)}, status=403)
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    back_url = came_from if is_ours and came_from != request.build_absolute_uri() else ""
    return render(request, "windows/refused.html", {"sentence": sentence, "back_url": back_url}, status=403)
