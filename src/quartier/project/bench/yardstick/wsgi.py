"""What gunicorn serves; `/raw` is answered before Django: what the server itself costs."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "quartier.project.bench.yardstick.settings"

from django.core.wsgi import get_wsgi_application

_django = get_wsgi_application()
_BODY = b"x" * int(os.environ.get("QUARTIER_YARDSTICK_BYTES", "20000"))
_HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(_BODY)))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/raw":
        start_response("200 OK", _HEADERS)
        return [_BODY]
    return _django(environ, start_response)
