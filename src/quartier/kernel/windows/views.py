"""The windows: Heute, one kind's list, search."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from quartier.kernel import registry
from quartier.kernel.entries import cursors, search
from quartier.kernel.entries.feed import entries
from quartier.kernel.notifications.queries import unread_notices
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.requests import person_of


def today(request: HttpRequest) -> HttpResponse:
    """Heute: what is for you, what is new, and then "That was all." """
    viewer = person_of(request)
    after = cursors.from_word(request.GET.get("after", ""))
    page = entries(viewer, after=after)
    notices = unread_notices(viewer)[:5] if viewer and not after else []
    context = {"page": page, "notices": notices, "is_older": after is not None, "next": _next(page)}
    return render(request, "windows/today.html", context)


def list_of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """All entries of one kind, for links from elsewhere; modules may have a richer list of their own."""
    spec = registry.kinds().get(kind)
    if spec is None or not is_on(kind.partition(".")[0]):
        raise Http404
    page = entries(person_of(request), kind=kind, after=cursors.from_word(request.GET.get("after", "")))
    return render(request, "windows/list.html", {"page": page, "kind": spec, "next": _next(page)})


def find(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200].replace("\x00", "")
    found = search.find(person_of(request), text)
    return render(request, "windows/search.html", {"text": text, "found": found})


def _next(page: object) -> str:
    after = getattr(page, "after", None)
    return cursors.to_word(after) if after else ""
