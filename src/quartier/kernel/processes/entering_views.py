"""What a neighbour says by telephone or at the desk is entered here, by somebody who holds the power for it."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from quartier.kernel.drafts.once import once
from quartier.kernel.people.models import Person
from quartier.kernel.processes.ballots import enter_for
from quartier.kernel.processes.models import Channel, Step
from quartier.kernel.processes.naming import elector_named
from quartier.kernel.processes.page import process_or_404
from quartier.kernel.refusals import Refused, refusals_on
from quartier.kernel.requests import actor_of, person_of, signed_in
from quartier.kernel.roles.powers import require
from quartier.kernel.terms.process import ENTER_BALLOTS
from quartier.ui.flash import done
from quartier.ui.widgets import Tiles


class WhoForm(forms.Form):
    """Of whom it is, and on what way it came."""

    name = forms.CharField(
        label=gettext_lazy("Who is it?"), max_length=160, help_text=gettext_lazy("Given name and family name.")
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How does it come?"),
        choices=[(Channel.PHONE.value, Channel.PHONE.label), (Channel.DESK.value, Channel.DESK.label)],
        widget=Tiles(icons={"phone": "phone", "desk": "handshake"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@once
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """An empty slip: what somebody chose before isn't shown to anybody."""
    by = actor_of(request)
    require(by, ENTER_BALLOTS)
    step = open_step(request, pk)
    slip = step.of_kind.ballot
    if slip is None or step.of_kind.is_sealed:
        raise Http404
    data = request.POST if request.method == "POST" else None
    who, form = WhoForm(data, prefix="who"), slip(step)(data)
    if who.is_valid() and form.is_valid():
        with refusals_on(who):
            person = _known(who, step)
            enter_for(step, person, by=by, content=form.content(), channel=Channel(who.cleaned_data["channel"]))
            done(request, _("Entered for %(name)s. They are told, and can change it.") % {"name": person.full_name})
            return redirect("process:enter", pk=pk)
    context = {"process": step.process, "step": step, "who": who, "form": form}
    return render(request, "processes/enter.html", context)


def open_step(request: HttpRequest, pk: int) -> Step:
    step = get_object_or_404(Step, pk=pk)
    step.process = process_or_404(person_of(request), step.process_id)
    return step


def _known(who: WhoForm, step: Step) -> Person:
    try:
        return elector_named(who.cleaned_data["name"], step)
    except Refused as refusal:
        raise Refused(refusal.message, field="name") from refusal
