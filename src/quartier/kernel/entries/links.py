"""Links from one module to another that may not be there."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse

from quartier.kernel import registry
from quartier.kernel.quarter.modules import is_on


class Titled(Protocol):
    """A card, or an entry."""

    @property
    def title(self) -> str: ...


def start_link(kind: str, like: Titled | None = None) -> str | None:
    """Where somebody writes one of this kind, with the title of a card or an entry; None where its module is off or not installed.

    Its text is not carried along: addresses stay in the history of a device that others use, too.
    """
    spec = registry.kinds().get(kind)
    if spec is None or not spec.start_url or not is_on(kind.partition(".")[0]):
        return None
    page = reverse(spec.start_url)
    return f"{page}?{urlencode({'title': like.title})}" if like else page
