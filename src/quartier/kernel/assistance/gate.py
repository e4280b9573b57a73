"""Asked before each page by the middleware: in whose name it is answered, and whether that is allowed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from quartier.kernel.assistance import acting
from quartier.kernel.assistance.areas import NEUTRAL, is_open, is_own
from quartier.kernel.people.models import Person
from quartier.ui.flash import warn

OF_THE_PAGE = frozenset({"csrfmiddlewaretoken", acting.ACTING, "draft", "draft_page", "draft_version", "once"})


def who_acts(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    """Sets `request.person` and `request.actor` to whom somebody acts for; answers itself where that may not be.

    Who acts for nobody pays nothing: the session was read already, and a form says nothing of it.
    """
    drawn_for = request.POST.get(acting.ACTING) if request.method == "POST" else None
    if acting.ACTING in request.session:
        return _enter(request, match, drawn_for)
    if drawn_for and not is_own(match):
        return _ended(request)
    return None


def _enter(request: HttpRequest, match: ResolverMatch, drawn_for: str | None) -> HttpResponse | None:
    helper: Person = request.person  # type: ignore[attr-defined]
    found = acting.resume(request, helper)
    if found is None:
        acting.end(request)
        if request.method == "POST" and not is_own(match):
            return _ended(request)
        warn(request, _("You no longer act for anybody. From here on it is you yourself again."))
        return None
    if match.view_name not in acting.BY_ITSELF:
        acting.note_seen(request)
    request.acting_for = found  # type: ignore[attr-defined]
    if is_own(match):
        return None
    request.assistance = found  # type: ignore[attr-defined]
    request.actor = acting.actor(found, helper)  # type: ignore[attr-defined]
    request.person = found.person  # type: ignore[attr-defined]
    if not is_open(match, found.person):
        return render(request, "assistance/closed.html", {"person": found.person}, status=403)
    if request.method == "POST" and drawn_for != str(found.pk) and match.view_name not in NEUTRAL:
        return _ended(request, acts_for=found.person)
    return None


def _ended(request: HttpRequest, *, acts_for: Person | None = None) -> HttpResponse:
    """The page was drawn in another name. Nothing is done in the wrong one, and nothing typed is lost."""
    typed = [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in OF_THE_PAGE and "\x00" not in text and " " in text.strip()
    ]
    return render(request, "assistance/ended.html", {"typed": typed, "acts_for": acts_for}, status=409)
