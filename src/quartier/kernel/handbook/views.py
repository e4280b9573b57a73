"""The handbook's pages. For everybody: whoever cannot get in needs it most."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quartier.kernel.handbook.pages import neighbours_of, pages, readers
from quartier.kernel.handbook.searching import find


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    question = request.GET.get("q", "").strip()
    context = {"readers": readers(), "question": question, "hits": find(question) if question else []}
    return render(request, "handbook/contents.html", context)


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    found = pages().get(name)
    if found is None:
        raise Http404
    before, behind = neighbours_of(found)
    siblings = [other for other in pages().values() if other.reader == found.reader]
    context = {"page": found, "before": before, "behind": behind, "siblings": siblings}
    return render(request, "handbook/page.html", context)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """All pages one after another, to print."""
    return render(request, "handbook/everything.html", {"readers": readers()})
