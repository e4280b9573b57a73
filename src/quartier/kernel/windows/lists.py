"""Lists: one page of cards, its filters in the address, so that a list can be sent to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.kernel import registry
from quartier.kernel.contract import Kind
from quartier.kernel.entries.audiences import key_of_person
from quartier.kernel.entries.feed import Cursor, entries
from quartier.kernel.groups.models import Group
from quartier.kernel.requests import person_of
from quartier.kernel.windows.cards import card_of
from quartier.ui.jinja import query

PERIODS = {"week": timedelta(days=7), "month": timedelta(days=31), "year": timedelta(days=366)}
MOST_FACETS = 12  # in one address


@dataclass(frozen=True)
class Choice:
    """One chip: pressed it leads to the list with it, and where it holds already, to the list without it."""

    label: str
    url: str
    is_chosen: bool
    icon: str = ""


@dataclass(frozen=True)
class Filters:
    """Rows of chips with their names, as the component `filter_chips` draws them."""

    rows: Sequence[tuple[str, Sequence[Choice]]]
    clear_url: str  # empty: nothing is filtered

    @property
    def said(self) -> str:
        """What holds, in words: "Frage, Diese Woche"."""
        return ", ".join(choice.label for _name, choices in self.rows for choice in choices if choice.is_chosen)


@dataclass(frozen=True)
class CardPage:
    """One page of a list, as the components `card_list`, `filter_chips` and `pagination` draw it."""

    cards: list[dict[str, Any]]
    older_url: str  # empty: that was all
    filters: Filters
    is_first: bool

    @property
    def is_filtered(self) -> bool:
        return bool(self.filters.clear_url)


def card_page(
    request: HttpRequest, *, kind: str = "", facets: Sequence[str] | None = None, group: Group | None = None
) -> CardPage:
    """What whoever asks may see, newest first; of one kind if it is named, of one group alone if one is given.

    The address filters it: `?f=question` (several widen it, one that narrows narrows it), `?since=week`, `?mine=yes`.
    `facets` are those offered as chips: by default all of the kind's. `?after=` leads to older ones.
    """
    viewer = person_of(request)
    spec = registry.kinds().get(kind)
    after = Cursor.from_word(request.GET.get("after", ""))
    period = PERIODS.get(request.GET.get("since", ""))
    is_mine = viewer is not None and request.GET.get("mine") == "yes"
    keys = [key_of_person(viewer.pk)] if viewer and is_mine else [f"group:{group.pk}"] if group else []
    page = entries(
        viewer,
        kind=kind,
        facets=request.GET.getlist("f")[:MOST_FACETS],
        keys=keys,
        since=timezone.now() - period if period else None,
        after=after,
    )
    older_url = query(request, after=page.after.word) if page.after else ""
    return CardPage(
        [card_of(entry, viewer) for entry in page.entries], older_url, _filters(request, spec, facets), not after
    )


def _filters(request: HttpRequest, kind: Kind[Any] | None, offered: Sequence[str] | None) -> Filters:
    rows = [(_("What"), _of_facets(request, kind, offered))] if kind and kind.facets else []
    periods = {"week": _("This week"), "month": _("This month"), "year": _("This year")}
    rows.append((_("Since when"), [_one(request, "since", value, label) for value, label in periods.items()]))
    if person_of(request):
        rows.append((_("Whose"), [_one(request, "mine", "yes", _("Mine"))]))
    is_any = any(choice.is_chosen for _name, choices in rows for choice in choices)
    return Filters(rows, query(request, f=None, since=None, mine=None) if is_any else "")


def _of_facets(request: HttpRequest, kind: Kind[Any], offered: Sequence[str] | None) -> list[Choice]:
    chosen = request.GET.getlist("f")
    shown = [facet for facet in kind.facets if offered is None or facet.name in offered]
    return [
        Choice(
            str(facet.label),
            query(
                request,
                f=[name for name in chosen if name != facet.name] if facet.name in chosen else [*chosen, facet.name],
            ),
            facet.name in chosen,
            facet.icon,
        )
        for facet in shown
    ]


def _one(request: HttpRequest, name: str, value: str, label: str) -> Choice:
    is_chosen = request.GET.get(name) == value
    return Choice(label, query(request, **{name: None if is_chosen else value}), is_chosen)
