"""The pages of those who vote or look on: the ballot, the whole box, how to check it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quartier.api import actor_of, refusals_on, signed_in
from quartier.api.processes import StepState, options_of, step_or_404, why_not
from quartier.steps.sealed import actions
from quartier.steps.sealed.belenios.group import fingerprint
from quartier.steps.sealed.forms import TextForm
from quartier.steps.sealed.queries import archive_of, election_of, in_box, tracker_of
from quartier.steps.sealed.terms import SealedOptions
from quartier.steps.sealed.words import rules_in_words
from quartier.ui.flash import done

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
@signed_in
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot, always empty. What comes back is sealed already."""
    step = step_or_404(request, pk, kind="sealed")
    election = election_of(step)
    if election is None or not election.text:
        raise Http404
    person = actor_of(request).subject
    form = TextForm(request.POST if request.method == "POST" else None, label=_("Sealed ballot"))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.vote(step, by=actor_of(request), text=form.cleaned_data["text"].strip())
            done(request, _("Your vote lies in the box, and nobody can read it. Until the end you can vote again."))
            return redirect(step.url)
    chosen = options_of(step, SealedOptions)
    return render(
        request,
        "sealed/cast.html",
        {
            "step": step,
            "form": form,
            "reason": why_not(step, person),
            "election": election,
            "chosen": chosen,
            "said": rules_in_words(chosen, 0)[:2],
            "has_voted": bool(tracker_of(step, person)),
        },
    )


@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """How everybody can count again, and whether one's own ballot lies in the box."""
    step = step_or_404(request, pk, kind="sealed")
    election = election_of(step)
    if election is None or not election.text:
        raise Http404
    trackers = sorted(fingerprint(text) for text in in_box(election)) if step.state == StepState.CLOSED else []
    return render(request, "sealed/check.html", {"step": step, "election": election, "trackers": trackers})


@require_safe
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole election as one file, for belenios-tool."""
    step = step_or_404(request, pk, kind="sealed")
    election = election_of(step, is_whole=True)
    if election is None or not election.text:
        raise Http404
    response = HttpResponse(archive_of(step, election), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{election.uuid}.bel"'
    return response
