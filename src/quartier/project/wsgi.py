"""What gunicorn serves."""

import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.checks.urls import check_url_config
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.project.settings")
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def as_told_by_our_door(pages: Application) -> Application:
    """With https everybody seems to come from this machine. Our own door, which overwrites this header, knows better."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
        if forwarded:
            environ["REMOTE_ADDR"] = forwarded.rpartition(",")[2].strip()
        return pages(environ, start_response)

    return answer


application: Application = get_wsgi_application()
check_url_config(None)  # imports every view before the workers part, so that they share them
if settings.HTTPS:
    application = as_told_by_our_door(application)
