"""Links from one module to another that may not be there."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from quartier.kernel import registry
from quartier.kernel.contract import Card
from quartier.kernel.quarter.modules import is_on


def start_link(kind: str, like: Card | None = None) -> str | None:
    """Where somebody writes one of this kind, filled in from a card; None where its module is off or not installed."""
    spec = registry.kinds().get(kind)
    if spec is None or not spec.start_url or not is_on(kind.partition(".")[0]):
        return None
    given = {"title": like.title, "text": like.text} if like else {}
    return f"{reverse(spec.start_url)}?{urlencode(given)}" if given else reverse(spec.start_url)
