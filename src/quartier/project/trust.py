"""/vertrauen/: how a phone learns to trust this server's own https. Also reachable without https, or it could not help."""

import os
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from quartier.machine import https, network


def page(request: HttpRequest) -> HttpResponse:
    """What to do on each kind of device."""
    here = os.environ.get("QUARTIER_PLAIN_URL", "") + https.TRUST_PATH
    return render(
        request,
        "project/trust.html",
        {
            "fingerprint": https.fingerprint(_certificate()),
            "here": here,
            "picture": segno.make(here, error="m").svg_data_uri(scale=6, border=2, light="#fff"),
            "secure": _secure_address(request),
        },
    )


def certificate(request: HttpRequest) -> HttpResponse:
    """The file itself. It is no secret: every browser may know whom it is asked to trust."""
    answer = HttpResponse(_certificate(), content_type="application/x-x509-ca-cert")
    answer["Content-Disposition"] = 'attachment; filename="quartiersserver.crt"'
    return answer


def _certificate() -> str:
    certificate = https.root_certificate(settings.DATA)
    if not settings.HTTPS or not certificate:
        raise Http404
    return certificate


def _secure_address(request: HttpRequest) -> str:
    """Where to go afterwards: under the name that was typed in, unless that is a mere number."""
    secure = urlsplit(os.environ.get("QUARTIER_URL", ""))
    host = request.get_host().rpartition(":")[0] or request.get_host()
    is_number = host.replace(".", "").isdigit() or host.startswith("[")
    named_otherwise = secure.hostname not in {None, *network.HERE_ONLY}
    chosen = secure.hostname if is_number and named_otherwise else host
    return f"https://{chosen}:{secure.port or 8443}/"
