"""Turning pages. The number stands in the address, and rubbish there is the first page."""

from django.http import HttpRequest

from quartier.ui.jinja import query

FARTHEST = 100_000


def page_asked(request: HttpRequest) -> int:
    word = request.GET.get("page", "")
    return min(max(int(word), 1), FARTHEST) if word.isascii() and word.isdigit() and len(word) < 10 else 1


def turning(request: HttpRequest, number: int, pages: int) -> dict[str, str]:
    """The addresses of the page after this one and of the one before; empty where there is none."""
    before = query(request, page=min(number, pages + 1) - 1 if number > 2 else None)
    return {
        "older_url": query(request, page=number + 1) if number < pages else "",
        "newer_url": before if number > 1 else "",
    }
