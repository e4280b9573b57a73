"""The page that a browser shows by itself while the server can't be reached, and the script that keeps it on the device."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

DRAWN_WITH = ("base.css", "components.css", "icons.svg", "fonts/atkinson-latin.woff2")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    with override(_language(request)):
        return render(request, "ui/offline.html")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    context = {
        "page": f"{reverse('ui:offline')}?lang={_language(request)}",
        "files": [static(f"ui/{name}") for name in DRAWN_WITH],
    }
    answer = render(request, "ui/offline-worker.js", context, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer


def _language(request: HttpRequest) -> str:
    """Browsers ask for both without the cookie in which the language stands, so it stands in the address."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
