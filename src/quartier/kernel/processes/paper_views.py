"""Typing slips of paper, twice; looking again at those that were read differently; counting them."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from quartier.kernel.processes import paper
from quartier.kernel.processes.ballot_forms import BallotForm, agreed
from quartier.kernel.processes.ballots import give_slip
from quartier.kernel.processes.entering_views import open_step
from quartier.kernel.processes.models import PaperBatch, PaperSlip, Step
from quartier.kernel.processes.naming import elector_named
from quartier.kernel.processes.page import process_or_404
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.process import ENTER_BALLOTS
from quartier.ui.flash import done, warn

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


class BatchForm(forms.Form):
    """A pile, counted before anybody types."""

    name = forms.CharField(
        label=gettext_lazy("What is the pile called?"),
        max_length=60,
        help_text=gettext_lazy("For example: box in the bakery. Write it on the pile, and a number on each slip."),
    )
    size = forms.IntegerField(
        label=gettext_lazy("How many slips are in it?"),
        min_value=1,
        max_value=paper.MOST_SLIPS,
        help_text=gettext_lazy("Count them by hand first."),
    )


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Who is it?"), max_length=160, help_text=gettext_lazy("Given name and family name.")
    )


@GET_AND_POST
@signed_in
def batches(request: HttpRequest, pk: int) -> HttpResponse:
    """The piles of a step, and how far each is."""
    require(actor_of(request), ENTER_BALLOTS)
    step = open_step(request, pk)
    if paper.slip_of(step) is None:
        raise Http404
    form = BatchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            batch = paper.begin_batch(step, by=actor_of(request), **form.cleaned_data)
            return redirect("process:batch", pk=batch.pk)
    rows = [(batch, *paper.typed(batch)) for batch in step.batches.order_by("begun")[:50]]
    until = step.closes + paper.WAITS
    context = {"process": step.process, "step": step, "form": form, "rows": rows, "waits_until": until}
    return render(request, "processes/paper.html", {**context, "gives_slips": gives_slips(step)})


def gives_slips(step: Step) -> bool:
    """Where who has a slip chooses on it alone. Who only says something on paper may say more on the page."""
    kind = step.of_kind
    return kind.slip is not None if kind.is_sealed else kind.ballot is not None


@GET_AND_POST
@signed_in
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody gets a slip: from then on they choose on paper alone."""
    require(actor_of(request), ENTER_BALLOTS)
    step = open_step(request, pk)
    if not gives_slips(step):
        raise Http404
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            person = elector_named(form.cleaned_data["name"], step)
            give_slip(step, person, by=actor_of(request))
            done(request, _("%(name)s has a slip now, and chooses on it alone.") % {"name": person.full_name})
            return redirect("process:give", pk=pk)
    context = {
        "process": step.process,
        "form": form,
        "heading": _("Give out a slip"),
        "lead": _("Whoever gets a slip of paper can no longer choose on the page: so nobody counts twice."),
        "back_url": reverse("process:paper", kwargs={"pk": pk}),
        "submit": _("Give out"),
    }
    return render(request, "processes/form.html", context)


@GET_AND_POST
@signed_in
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The next slip of somebody; after the last one, those that were read differently; then counting."""
    found = _batch(request, pk)
    by = actor_of(request)
    number = paper.next_to_type(found, by.person) if found.counted is None else None
    different = [] if number or found.counted else paper.differences(found)
    shown = number or (different[0].number if different else None)
    form = _slip(request, found.step, different)
    posted = request.POST.get("number", "")
    if request.method == "POST" and _is_number(posted) and form.is_valid():
        action = paper.settle_slip if "settles" in request.POST else paper.type_slip
        with refusals_on(form):
            action(found, int(posted), by=by, content=form.content())
            return redirect("process:batch", pk=pk)
    first, second = paper.typed(found)
    context = {
        "process": found.step.process,
        "step": found.step,
        "batch": found,
        "number": posted if form.is_bound else shown,
        "settles": bool(different),
        "read": _read(found.step, different[0]) if different else [],
        "hand": paper.hand_of(found, by.person),
        "first": first,
        "second": second,
        "form": form,
    }
    return render(request, "processes/batch.html", context)


@require_POST
@signed_in
def count(request: HttpRequest, pk: int) -> HttpResponse:
    found = _batch(request, pk)
    try:
        paper.count_batch(found, by=actor_of(request))
    except Refused as refusal:
        warn(request, str(refusal))
    else:
        done(request, _("Counted: %(name)s") % {"name": found.name})
    return redirect("process:batch", pk=pk)


@require_POST
@signed_in
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _batch(request, pk)
    try:
        paper.drop_batch(found, by=actor_of(request))
    except Refused as refusal:
        warn(request, str(refusal))
    return redirect("process:paper", pk=found.step_id)


def _batch(request: HttpRequest, pk: int) -> PaperBatch:
    require(actor_of(request), ENTER_BALLOTS)
    found = get_object_or_404(PaperBatch.objects.select_related("step"), pk=pk)
    found.step.process = process_or_404(person_of(request), found.step.process_id)
    return found


def _is_number(posted: str) -> bool:
    return posted.isascii() and posted.isdigit() and len(posted) < 7


def _slip(request: HttpRequest, step: Step, different: list[PaperSlip]) -> BallotForm:
    """Empty, so that the second doesn't read what the first typed; to settle, with what both read."""
    slip = paper.slip_of(step)
    if slip is None:
        raise Http404
    both = agreed(slip, different[0].first or {}, different[0].second or {}) if different else None
    return slip(request.POST if request.method == "POST" else None, initial=both)


def _read(step: Step, slip: PaperSlip) -> list[tuple[str, str, str]]:
    """Where they differ: the question, and what the two read, without who."""
    form = paper.slip_of(step)
    if form is None:
        return []
    one, other = form().in_words(slip.first or {}), form().in_words(slip.second or {})
    return [(question, one[question], other[question]) for question in one if one[question] != other[question]]
