"""The template environment: what every page may use without importing it."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import Environment


def environment(**options: Any) -> Environment:
    options.setdefault("extensions", []).append("jinja2.ext.i18n")
    options.update(trim_blocks=True, lstrip_blocks=True)
    jinja = Environment(**options)  # noqa: S701 (Django's backend switches autoescape on)
    jinja.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    jinja.globals.update(url=_url, static=static)
    return jinja


def _url(name: str, **arguments: Any) -> str:
    """`url("help:detail", pk=3)`."""
    return reverse(name, kwargs=arguments)
