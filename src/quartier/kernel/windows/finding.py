"""The search page: entries, and people, groups and organisations by name."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quartier.kernel import registry
from quartier.kernel.belonging.queries import groups_seen_by, organisations_seen_by
from quartier.kernel.entries import search
from quartier.kernel.entries.feed import PAGE
from quartier.kernel.entries.links import start_link
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person
from quartier.kernel.people.search import find_people, spellings
from quartier.kernel.quarter.modules import is_on
from quartier.kernel.requests import person_of
from quartier.kernel.roles.sight import out_of_sight
from quartier.kernel.windows.cards import card_of
from quartier.kernel.windows.excerpts import excerpt, marked
from quartier.kernel.windows.lists import Choice, Filters
from quartier.ui.jinja import query

MOST_BESIDE = 6  # people, groups, organisations each
MOST_NAMES = 100
SHORTEST_NAME = 2
PAGES = {"person": "people:profile", "group": "groups:group", "organisation": "organisations:organisation"}
Beside = list[tuple[str, str]]  # name, address


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[: search.MOST_TEXT].replace("\x00", "").strip()
    viewer, kind, begin = person_of(request), _kind(request), _begin(request)
    found = search.look(viewer, text, also=kind, begin=begin, size=PAGE)
    context = {
        "text": text,
        "found": found,
        "cards": [_card(entry, viewer, found) for entry in found.entries],
        "most": search.MOST,
        "filters": _filters(request, kind),
        "beside": _beside(viewer, text) if text and not (kind or begin or found.instead) else [],
        "more_url": query(request, begin=begin + PAGE) if begin + PAGE < found.total else "",
        "newer_url": query(request, begin=begin - PAGE or None) if begin else "",
        "ask_url": start_link("board.post") if viewer and viewer.is_member else None,
    }
    return render(request, "windows/search.html", context)


def _begin(request: HttpRequest) -> int:
    typed = request.GET.get("begin", "")
    begin = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    return min(begin, search.MOST) // PAGE * PAGE


def _kind(request: HttpRequest) -> str:
    name = request.GET.get("kind", "")
    return name if name in registry.kinds() else ""


def _card(entry: Entry, viewer: Person | None, found: search.Found) -> dict[str, Any]:
    return {**card_of(entry, viewer), "title": marked(entry.title, found), "text": excerpt(entry.text, found)}


def _filters(request: HttpRequest, chosen: str) -> Filters:
    choices = [
        Choice(
            str(kind.plural),
            query(request, kind=None if kind.name == chosen else kind.name, begin=None),
            kind.name == chosen,
            kind.icon,
        )
        for kind in registry.kinds().values()
        if is_on(kind.name.partition(".")[0])
    ]
    return Filters([(_("What"), choices)], query(request, kind=None, begin=None) if chosen else "")


def _beside(viewer: Person | None, text: str) -> list[tuple[str, Beside]]:
    """Names in sections of their own, with one question to the database. Those of people and groups are for neighbours."""
    if len(text) < SHORTEST_NAME:
        return []
    rows = _named(organisations_seen_by(viewer), text, "organisation", "name")
    if viewer is not None and viewer.is_member:
        groups = _named(groups_seen_by(viewer), text, "group", "name")
        rows = rows.union(
            groups,
            _named(
                find_people(text, most=None, without=out_of_sight(viewer)), text, "person", "given_name", "family_name"
            ),
            all=True,
        )
    found: dict[str, Beside] = {"person": [], "group": [], "organisation": []}
    for sort, pk, first, last in rows.order_by("sort", "first", "last", "id")[:MOST_NAMES]:
        if len(found[sort]) < MOST_BESIDE:
            found[sort].append((f"{first} {last}".strip(), reverse(PAGES[sort], kwargs={"pk": pk})))
    titles = {"person": _("Neighbours"), "group": _("Groups"), "organisation": _("Organisations")}
    return [(titles[sort], some) for sort, some in found.items() if some]


def _named(things: QuerySet[Any], text: str, sort: str, *columns: str) -> QuerySet[Any]:
    for word in text.split()[:5] if columns == ("name",) else ():
        wanted = Q()
        for spelling in spellings(word):
            wanted |= Q(name__icontains=spelling)
        things = things.filter(wanted)
    first, last = (F(columns[0]), F(columns[1]) if len(columns) > 1 else Value(""))
    named = things.order_by().annotate(sort=Value(sort), first=first, last=last)
    rows: QuerySet[Any] = named.values_list("sort", "id", "first", "last")
    return rows
