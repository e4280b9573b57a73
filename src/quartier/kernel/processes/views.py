"""The page of a process, of each of its steps, of a proposal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from quartier.kernel.entries.visibility import visible_or_404
from quartier.kernel.processes import ballots
from quartier.kernel.processes.models import Step
from quartier.kernel.processes.page import about, current_step, process_or_404, step_page
from quartier.kernel.processes.proposal_models import Origin, Proposal
from quartier.kernel.processes.rights import may_answer
from quartier.kernel.refusals import refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.kernel.text.markup import rich
from quartier.ui.flash import done


@require_safe
def process(request: HttpRequest, pk: int) -> HttpResponse:
    """With the step in its middle that is open now."""
    found = process_or_404(person_of(request), pk)
    step = current_step(list(found.steps.order_by("order")))
    if step is None:
        return render(request, "processes/process.html", about(request, found, None))
    step.process = found
    return step_page(request, step)


@require_safe
def step(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    found = process_or_404(person_of(request), pk)
    shown = Step.objects.filter(process=found, order=order).first()
    if shown is None:
        raise Http404
    shown.process = found
    return step_page(request, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """A choice, for every kind that has a slip (`StepKind.ballot`) and no page of its own for it."""
    shown = get_object_or_404(Step, pk=pk)
    shown.process = process_or_404(person_of(request), shown.process_id)
    if shown.of_kind.ballot is None:
        raise Http404
    if request.method != "POST":  # after logging in again
        return redirect(shown.url)
    form = shown.of_kind.ballot(shown)(request.POST)
    if form.is_valid():
        with refusals_on(form):
            ballots.cast(shown, by=actor_of(request), content=form.content())
            done(request, _("Counted. Until the end you can change it; the last one counts."))
            return redirect(shown.url)
    return step_page(request, shown, form=form)


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody wants to happen, and what becomes of it."""
    found = get_object_or_404(Proposal.objects.select_related("author", "place", "merged_into"), pk=pk)
    viewer = person_of(request)
    found.process = process_or_404(viewer, found.process_id)
    entry = visible_or_404(viewer, found) if found.is_there else None
    if found.withdrawn is not None:
        raise Http404
    context = {
        "proposal": found,
        "entry": entry,
        "process": found.process,
        "history": found.history.all(),
        "facts": _facts(request, found),
        "pictures": list(entry.files.all()) if entry else [],
        "may_answer": may_answer(found.process, viewer),
        "rich": rich,
    }
    return render(request, "processes/proposal.html", context)


def _facts(request: HttpRequest, found: Proposal) -> list[tuple[str, str, str]]:
    viewer = person_of(request)
    authors = [row.person.name_for(viewer) for row in found.authors.select_related("person")]
    if found.origin != Origin.NEIGHBOUR:
        authors = [str(Origin(found.origin).label)]
    support = ngettext("%(count)d person", "%(count)d people", found.support_count) % {"count": found.support_count}
    cost = f"{found.cost_cents / 100:,.0f} €".replace(",", ".") if found.cost_cents is not None else ""
    return [
        (_("By"), ", ".join(authors), "user"),
        (_("Supported by"), support if found.support_count else "", "thumbs-up"),
        (_("Costs about"), cost, "coins"),
        (_("Where"), found.place.label if found.place else "", "map-pin"),
    ]
