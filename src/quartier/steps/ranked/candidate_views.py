"""Standing in a vote: somebody is asked, says yes or no, may withdraw until the end."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.api import actor_of, refusals_on, signed_in
from quartier.api.processes import StepState
from quartier.steps.ranked import actions
from quartier.steps.ranked.forms import AskForm, StandForm
from quartier.steps.ranked.queries import candidacy_of, neighbour_named, takes_people
from quartier.steps.ranked.views import GET_AND_POST, own_step, step_of
from quartier.ui.flash import done


@GET_AND_POST
@signed_in
def stand(request: HttpRequest, pk: int) -> HttpResponse:
    """Says yes, asked or unasked, and a few sentences about oneself; or no."""
    step = step_of(request, pk)
    if not takes_people(step):
        raise Http404
    candidacy = candidacy_of(step, actor_of(request).person)
    form = StandForm(
        request.POST if request.method == "POST" else None, initial={"text": candidacy.text if candidacy else ""}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.stand(step, by=actor_of(request), text=form.cleaned_data["text"])
            done(request, _("You stand. Until the end you can withdraw."))
            return redirect(step.url)
    may_stand = step.state == StepState.PLANNED
    context = {"step": step, "form": form, "candidacy": candidacy, "may_stand": may_stand}
    return render(request, "ranked/stand.html", context)


@require_POST
@signed_in
def step_back(request: HttpRequest, pk: int) -> HttpResponse:
    step = step_of(request, pk)
    actions.step_back(step, by=actor_of(request))
    done(request, _("You don't stand in this vote."))
    return redirect(step.url)


@GET_AND_POST
@signed_in
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The organiser proposes a neighbour."""
    step = own_step(request, pk)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.ask_to_stand(step, neighbour_named(form.cleaned_data["name"]), by=actor_of(request))
            done(request, _("Asked. Whoever says yes stands on the ballot."))
            return redirect("ranked:set_up", pk=pk)
    return render(request, "ranked/ask.html", {"step": step, "form": form})
