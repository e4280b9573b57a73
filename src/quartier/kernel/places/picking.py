"""Showing a spot on the map without a script: the picture is a grid of links, each leads closer, the last one has the spot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quartier.kernel.places.coordinates import coordinates_of, looks_like_coordinates
from quartier.kernel.places.pins import HEIGHT, WIDTH, Box, map_below
from quartier.kernel.places.positions import street_near
from quartier.kernel.refusals import Refused
from quartier.ui.jinja import query

COLUMNS, ROWS = 10, 7
EXACT = 25.0  # metres: a square as small as that is the spot


@dataclass(frozen=True)
class Square:
    x: float
    y: float
    url: str


def pick_page(
    request: HttpRequest, whole: Box | None, *, back: tuple[str, str], chosen_url: Callable[[str], str]
) -> HttpResponse:
    """`back`: words and address of the form; `chosen_url` leads there with the spot. `whole` is shown first."""
    asked = Box.from_word(request.GET.get("box", ""))
    box = asked.shaped() if asked else whole
    context = {
        "back": back,
        "squares": _squares(request, box, chosen_url) if box else [],
        "wide": WIDTH / COLUMNS,
        "high": HEIGHT / ROWS,
        "below": map_below(box) if box else ("", ""),
        "whole_url": query(request, box=None) if asked else "",
    }
    return render(request, "places/pick.html", context)


def near_in_words(text: str) -> str:
    """The street beside coordinates: nobody knows by heart where 48.5931 lies."""
    if not looks_like_coordinates(text):
        return ""
    try:
        return street_near(coordinates_of(text))
    except Refused:
        return ""


def _squares(request: HttpRequest, box: Box, chosen_url: Callable[[str], str]) -> list[Square]:
    wide, high = (box.east - box.west) / COLUMNS, (box.north - box.south) / ROWS
    is_exact = box.metres / COLUMNS <= EXACT

    def url(latitude: float, longitude: float) -> str:
        spot = f"{latitude:.5f}, {longitude:.5f}"
        return chosen_url(spot) if is_exact else query(request, box=box.closer(latitude, longitude).word)

    return [
        Square(
            column * WIDTH / COLUMNS,
            row * HEIGHT / ROWS,
            url(box.north - (row + 0.5) * high, box.west + (column + 0.5) * wide),
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]
