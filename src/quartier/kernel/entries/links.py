"""Links from one module to another that may not be there."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse

from quartier.kernel import registry
from quartier.kernel.quarter.modules import is_on


class TitleAndText(Protocol):
    """A card, or an entry."""

    @property
    def title(self) -> str: ...

    @property
    def text(self) -> str: ...


def start_link(kind: str, like: TitleAndText | None = None) -> str | None:
    """Where somebody writes one of this kind, filled in from a card or an entry; None where its module is off or not installed."""
    spec = registry.kinds().get(kind)
    if spec is None or not spec.start_url or not is_on(kind.partition(".")[0]):
        return None
    given = {"title": like.title, "text": like.text} if like else {}
    return f"{reverse(spec.start_url)}?{urlencode(given)}" if given else reverse(spec.start_url)
