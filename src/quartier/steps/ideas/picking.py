"""Showing a spot on the map without a script: the picture is a grid of links, each leads closer, the last one has the spot."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quartier.api import Box, map_below, whole_box
from quartier.api.processes import Proposal, step_or_404
from quartier.steps.ideas.queries import pins_of
from quartier.ui.jinja import query

SLUG = "ideas"
COLUMNS, ROWS = 10, 7
WIDTH, HEIGHT = 1_000, 720
EXACT = 25.0  # metres: a square as small as that is the spot


@dataclass(frozen=True)
class Square:
    x: float
    y: float
    url: str


@require_safe
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    step = step_or_404(request, pk, kind=SLUG)
    asked = Box.from_word(request.GET.get("box", ""))
    box = asked.shaped() if asked else whole_box(pins_of(Proposal.objects.filter(process=step.process)))
    context = {
        "step": step,
        "process": step.process,
        "squares": _squares(request, pk, box) if box else [],
        "wide": WIDTH / COLUMNS,
        "high": HEIGHT / ROWS,
        "below": map_below(box) if box else ("", ""),
        "whole_url": reverse("ideas:pick", kwargs={"pk": pk}) if asked else "",
    }
    return render(request, "ideas/pick.html", context)


def _squares(request: HttpRequest, pk: int, box: Box) -> list[Square]:
    wide, high = (box.east - box.west) / COLUMNS, (box.north - box.south) / ROWS
    is_exact = box.metres / COLUMNS <= EXACT
    squares = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            longitude, latitude = box.west + (column + 0.5) * wide, box.north - (row + 0.5) * high
            if is_exact:
                url = f"{reverse('ideas:new', kwargs={'pk': pk})}?where={latitude:.5f},+{longitude:.5f}"
            else:
                url = query(request, box=box.closer(latitude, longitude).word)
            squares.append(Square(column * WIDTH / COLUMNS, row * HEIGHT / ROWS, url))
    return squares
