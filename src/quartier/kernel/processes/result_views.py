"""What stays: the protocol, on the screen, on paper and as a PDF; the numbers for everybody; who decided."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quartier.kernel.processes import drawing
from quartier.kernel.processes.models import Draw, Elector, Step, StepState
from quartier.kernel.processes.page import process_or_404, who_in_words
from quartier.kernel.processes.protocol import draw_in_words, how_it_was_drawn, protocol_of, protocol_pdf
from quartier.kernel.processes.results import as_csv, as_json
from quartier.kernel.requests import person_of


@require_safe
def protocol(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    step = _closed(request, pk, order)
    context = {"step": step, "process": step.process, "protocol": protocol_of(step), "how": how_it_was_drawn()}
    return render(request, "processes/protocol.html", context)


@require_safe
def pdf(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    step = _closed(request, pk, order)
    return _file(protocol_pdf(step), "application/pdf", step, "pdf")


@require_safe
def numbers(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """With a mark at its beginning by which spreadsheets know its letters."""
    step = _closed(request, pk, order)
    return _file("\ufeff" + as_csv(step), "text/csv; charset=utf-8", step, "csv")


@require_safe
def data(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    step = _closed(request, pk, order)
    return _file(as_json(step), "application/json", step, "json")


@require_safe
def electorate(request: HttpRequest, pk: int) -> HttpResponse:
    """How it was fixed who decides, and whether the reader does; of a draw, with what anybody can check it."""
    viewer = person_of(request)
    process = process_or_404(viewer, pk)
    if process.frozen is None:
        raise Http404
    is_elector = viewer is not None and Elector.objects.filter(process=process, person=viewer).exists()
    draw = Draw.objects.filter(process=process).first()
    ticket = drawing.ticket_of(draw.key, viewer.pk) if draw and viewer else ""
    is_among = draw is not None and ticket in draw.tickets.split()
    context = {
        "process": process,
        "who": who_in_words(process),
        "is_elector": is_elector,
        "draw": draw_in_words(process, draw) if draw else [],
        "how": how_it_was_drawn(),
        "own_ticket": ticket if is_among else "",
        "own_lot": drawing.lot(process.seed, ticket) if is_among else "",
    }
    return render(request, "processes/electorate.html", context)


@require_safe
def lots(request: HttpRequest, pk: int) -> HttpResponse:
    """Every ticket and its lot: whoever has the word and this list draws again, and sees that the same come out."""
    process = process_or_404(person_of(request), pk)
    draw = get_object_or_404(Draw, process=process)
    written = drawing.as_csv(process.seed, draw.tickets.split(), process.electors_count)
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="process-{process.pk}-lots.csv"'
    return response


def _closed(request: HttpRequest, pk: int, order: int) -> Step:
    process = process_or_404(person_of(request), pk)
    step = Step.objects.filter(process=process, order=order, state=StepState.CLOSED).first()
    if step is None:
        raise Http404
    step.process = process
    return step


def _file(content: bytes | str, media_type: str, step: Step, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="process-{step.process_id}-{step.order}.{ending}"'
    return response
