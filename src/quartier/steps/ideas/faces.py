"""How ideas look in a list and on the map, for one reader."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import cos, radians
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.api import (
    Box,
    Person,
    Pin,
    PinMap,
    Point,
    home_of,
    out_of_sight,
    person_of,
    pin_map,
    plain,
    whole_box,
    within,
)
from quartier.api.processes import Proposal, Step, area_of, may_manage, options_of, why_not
from quartier.steps.ideas import queries
from quartier.steps.ideas.queries import Wish
from quartier.steps.ideas.terms import PAGE, IdeasOptions
from quartier.ui.dates import ago
from quartier.ui.jinja import query
from quartier.ui.shortening import beginning

AROUND = 300.0  # metres to each side of an address
DEGREE = 111_320.0


def of_list(request: HttpRequest, step: Step, wish: Wish) -> dict[str, Any]:
    viewer = person_of(request)
    found = queries.wanted(step.process, viewer, wish)
    there = queries.page_of(found, viewer, wish)
    return {
        **_page(request, step, wish, there),
        "supported": queries.supported_by(viewer, there[:PAGE]),
        "orders": orders(viewer),
        "total": found.count(),
        "step": step,
    }


def of_step(request: HttpRequest, step: Step, most: int) -> dict[str, Any]:
    """For the page of the process: few of them, so that the page stays one look."""
    viewer = person_of(request)
    found = queries.all_of(step.process, viewer)
    proposals = list(queries.ordered(found, viewer, Wish()).select_related("author", "place")[: most + 1])
    reason = why_not(step, viewer)
    return {
        "cards": cards(proposals[:most], viewer),
        "total": found.count() if len(proposals) > most else len(proposals),
        "may_add": may_manage(step.process, viewer) or (not reason and options_of(step, IdeasOptions).may_add),
        "are_pins": any(one.latitude is not None for one in proposals),
    }


def of_map(request: HttpRequest, step: Step, wish: Wish) -> dict[str, Any]:
    """The pins are read once: for the picture, for counting, and for the list below, which has the newest first."""
    viewer = person_of(request)
    pins = queries.pins_of(queries.wanted(step.process, viewer, replace(wish, box=None)))
    area = area_of(step.process)
    box = wish.box or whole_box(pins, area)
    shown = within(pins, wish.box) if wish.box else pins
    numbers = sorted((pin[0] for pin in shown), reverse=True)[(wish.page - 1) * PAGE : wish.page * PAGE + 1]
    known: dict[int, Proposal] = {}

    def ones(alone: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        known.update(queries.by_number([*alone, *numbers]))
        return {number: (known[number].url, known[number].title) for number in alone}

    drawn = _map(request, pins, box, ones, area) if box and (pins or area) else None
    listed = [known[number] for number in numbers if number in known]
    return {
        **_page(request, step, wish, listed),
        "map": drawn,
        "total": len(shown),
        "step": step,
        "whole_url": query(request, box=None, page=None) if wish.box else "",
    }


def _page(request: HttpRequest, step: Step, wish: Wish, there: Sequence[Proposal]) -> dict[str, Any]:
    viewer = person_of(request)
    proposals, is_more = there[:PAGE], len(there) > PAGE
    manages = may_manage(step.process, viewer)
    reason = why_not(step, viewer)
    return {
        "process": step.process,
        "wish": wish,
        "cards": cards(proposals, viewer),
        "why_not": reason if step.is_open else None,
        "may_manage": manages,
        "may_add": manages or (not reason and options_of(step, IdeasOptions).may_add),
        "older_url": query(request, page=wish.page + 1) if is_more else "",
        "newer_url": query(request, page=wish.page - 1 if wish.page > 2 else None) if wish.page > 1 else "",
        "clear_url": query(request, q=None, state=None, mine=None, place=None, box=None, page=None, **{"from": None}),
        "back": request.get_full_path(),
    }


def cards(proposals: Sequence[Proposal], viewer: Person | None) -> list[tuple[Proposal, dict[str, str]]]:
    hidden = out_of_sight(viewer)
    return [
        (
            one,
            {
                "author": one.author.name_for(viewer) if one.author and one.author_id not in hidden else "",
                "where": _where(one),
                "when": ago(one.created),
                "text": beginning(plain(one.text)),
            },
        )
        for one in proposals
    ]


def _where(proposal: Proposal) -> str:
    outside = _("outside of what is asked about") if proposal.lies_outside else ""
    return " · ".join(part for part in (str(proposal.place or ""), outside) if part)


def orders(viewer: Person | None) -> list[tuple[str, str]]:
    """The order "near" is offered to whoever has a home here."""
    near = [("near", _("Near me"))] if viewer and home_of(viewer) else []
    return [
        ("new", _("Newest first")),
        ("mixed", _("Mixed, for everybody anew")),
        *near,
        ("liked", _("Most supported")),
    ]


def _map(request: HttpRequest, pins: Sequence[Pin], box: Box, ones: Any, area: Mapping[str, Any] | None) -> PinMap:
    def label(count: int) -> str:
        return ngettext("%(count)d idea: look closer", "%(count)d ideas: look closer", count) % {"count": count}

    return pin_map(
        pins, box, part_url=lambda part: query(request, box=part.word, page=None), label=label, ones=ones, area=area
    )


def box_around(point: Point) -> Box:
    high = AROUND / DEGREE
    wide = high / cos(radians(point.latitude))
    return Box(point.longitude - wide, point.latitude - high, point.longitude + wide, point.latitude + high).shaped()
