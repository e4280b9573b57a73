"""What else the desk does: pages of other parts, found by name, so that they may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


class DeskLink(NamedTuple):
    title: str
    text: str
    url: str
    icon: str


def desk_links() -> Iterator[DeskLink]:
    for title, text, name, icon in _pages():
        try:
            yield DeskLink(title, text, reverse(name), icon)
        except NoReverseMatch:
            continue


def _pages() -> Iterator[tuple[str, str, str, str]]:
    """(title, text, name of the address, icon); whoever adds work for the desk adds a line."""
    yield (
        _("Letters with codes"),
        _("Print them for streets and houses, see how many came back"),
        "residence:batches",
        "mail",
    )
    yield (
        _("Do they still live here?"),
        _("New addresses, and whom the yearly question didn't reach"),
        "residence:homes",
        "house",
    )
    yield _("Who vouched for whom"), _("See it, and undo it if need be"), "residence:chains", "handshake"
