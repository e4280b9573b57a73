"""The quarter itself: one row."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.kernel.prepared import Prepared

_current: ContextVar[Quarter | None] = ContextVar("quarter", default=None)


class Quarter(models.Model):
    """Name, area, imprint, and which modules its people switched on. There is one row, number 1."""

    name = models.CharField(_("name of the quarter"), max_length=80, blank=True)
    area = models.JSONField(null=True, blank=True)  # a GeoJSON Polygon or MultiPolygon, longitude first
    imprint = models.TextField(_("imprint"), blank=True)
    is_set_up = models.BooleanField(default=False)
    setup_token = models.CharField(max_length=64, blank=True)  # SHA-256 of the one-time link's secret
    switched_off = models.JSONField(default=list, blank=True)  # slugs of modules
    known_modules = models.JSONField(default=list, blank=True)  # slugs: what is new waits until the quarter decides
    settings = models.JSONField(default=dict, blank=True)  # slug → the module's settings that differ from its defaults

    def __str__(self) -> str:
        return self.name


# The outline may have 200,000 corners and few pages need it: it is read when asked for.
_quarter = Prepared(lambda pk: Quarter.objects.filter(pk=pk).defer("area"))


def current_quarter() -> Quarter:
    """This server's quarter, read once a request."""
    quarter = _current.get()
    if quarter is None:
        quarter = next(iter(_quarter(1)), None) or Quarter(pk=1)
        _current.set(quarter)
    return quarter


def forget_quarter() -> None:
    """Read it again when next asked: at the start of each request and after each change."""
    _current.set(None)


def settings_of_module(slug: str) -> dict[str, Any]:
    return dict(current_quarter().settings.get(slug, {}))


def quarter_name() -> str:
    return current_quarter().name or "Quartier"
