"""Who asks, and whether what they ask for is switched on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class KernelMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = request.user.person if request.user.is_authenticated else None  # type: ignore[attr-defined]
        return self.get_response(request)
